import * as z from 'zod/mini';
import { flag, list, text, wholeNumbers } from '../core/function/environment.ts';

const wholeNumber = z.pipe(
  z.string().check(z.regex(/^[1-9]\d*$/, 'must be a whole number of at least 1')),
  z.transform((digits: string) => Number(digits)),
);

/** The environment of the function `sender`. */
export const SenderEnv = z.object({
  ENDPOINTS_TABLE_NAME: text,
  ENDPOINT_SECRETS_TABLE_NAME: text,
  DELIVERIES_TABLE_NAME: text,
  DELIVERY_QUEUE_URL: text,
  WEBHOOK_TIMEOUT_SECONDS: wholeNumber,
  RETRY_SCHEDULE_SECONDS: wholeNumbers,
  ALLOWED_CIDRS: list,
  ALLOW_HTTP: flag,
  DISABLE_AFTER_HOURS: wholeNumber,
});

/** See the schema of the same name. */
export type SenderEnv = z.input<typeof SenderEnv>;
