import { GlacierClient } from '@aws-sdk/client-glacier';

/** A function must not spend its time on one call that hangs; Glacier answers in far less. */
const TIMEOUTS = { connectionTimeout: 3000, requestTimeout: 10_000 };

/** Creates the client of Glacier that a function uses for as long as it is warm. */
export const createGlacierClient = (endpoint: string | undefined): GlacierClient =>
  new GlacierClient({ requestHandler: TIMEOUTS, ...(endpoint === undefined ? {} : { endpoint }) });
