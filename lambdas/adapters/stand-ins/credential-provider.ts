import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Takes the credentials from the environment, where Lambda always puts them.
 *
 * The bundles hold this in place of `@aws-sdk/credential-provider-node`, whose other providers
 * (profiles, single sign-on, instance metadata) cost a third of the start-up time and are never asked.
 */
export const defaultProvider = (init: Parameters<typeof fromEnv>[0] = {}) => fromEnv(init);
