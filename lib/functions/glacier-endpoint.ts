import type { PollerEnv } from '../../lambdas/poller/env.ts';
import type { Settings } from '../settings/settings.ts';

/** The environment variable for a custom Glacier endpoint; empty for the AWS endpoint. */
export const glacierEndpoint = ({
  glacierEndpointUrl,
}: Pick<Settings, 'glacierEndpointUrl'>): Pick<PollerEnv, 'GLACIER_ENDPOINT_URL'> =>
  glacierEndpointUrl === undefined ? {} : { GLACIER_ENDPOINT_URL: glacierEndpointUrl };
