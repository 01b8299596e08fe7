import * as z from 'zod/mini';
import { text, wholeNumbers } from '../core/function/environment.ts';

/** The environment of the function `redeliver`. */
export const RedeliverEnv = z.object({
  ENDPOINTS_TABLE_NAME: text,
  DELIVERIES_TABLE_NAME: text,
  DELIVERY_QUEUE_URL: text,
  EVENTS_TOPIC_ARN: text,
  RETRY_SCHEDULE_SECONDS: wholeNumbers,
});

/** See the schema of the same name. */
export type RedeliverEnv = z.input<typeof RedeliverEnv>;
