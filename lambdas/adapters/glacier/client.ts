import { GlacierClient } from '@aws-sdk/client-glacier';
import type { ClientConfig } from '../client-config.ts';

/**
 * Three tries that hang must end within the time that a function keeps in reserve.
 *
 * `requestTimeout` ends with the answer's headers; `socketTimeout` covers a body that stalls.
 */
const TIMEOUTS = {
  connectionTimeout: 2000,
  requestTimeout: 4000,
  socketTimeout: 4000,
  throwOnRequestTimeout: true,
};

/** Creates the client of Glacier that a function uses for as long as it is warm. */
export const createGlacierClient = (endpoint: string | undefined): GlacierClient =>
  new GlacierClient({ requestHandler: TIMEOUTS, ...(endpoint === undefined ? {} : { endpoint }) });

/** Creates the client of Glacier for a program outside of Lambda. */
export const createOperatorGlacierClient = (config: ClientConfig): GlacierClient =>
  new GlacierClient({ requestHandler: TIMEOUTS, ...config });
