import * as z from 'zod/mini';
import { flag, list, text } from '../core/function/environment.ts';

/** The environment of the function `managed-endpoints`. */
export const ManagedEndpointsEnv = z.object({
  ENDPOINTS_TABLE_NAME: text,
  ENDPOINT_SECRETS_TABLE_NAME: text,
  DASHBOARD_URL: z.optional(text),
  ALLOWED_CIDRS: list,
  ALLOW_HTTP: flag,
});

/** See the schema of the same name. */
export type ManagedEndpointsEnv = z.input<typeof ManagedEndpointsEnv>;
