import * as z from 'zod/mini';
import { text } from '../core/function/environment.ts';

/** The environment of the function `vault-notifications`. */
export const VaultNotificationsEnv = z.object({
  VAULT_RECORDS_TABLE_NAME: text,
  ACCOUNT_ID: text,
  PARTITION: text,
  AWS_REGION: text,
  /** An endpoint of Glacier other than AWS's. */
  GLACIER_ENDPOINT_URL: z.optional(text),
});

/** What the stack sets of it; AWS_REGION comes from Lambda. */
export type VaultNotificationsEnv = Omit<z.input<typeof VaultNotificationsEnv>, 'AWS_REGION'>;
