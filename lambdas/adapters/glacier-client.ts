import { GlacierClient } from '@aws-sdk/client-glacier';

/** Creates the client of Glacier that a function uses for as long as it is warm. */
export const createGlacierClient = (endpoint: string | undefined): GlacierClient =>
  new GlacierClient(endpoint === undefined ? {} : { endpoint });
