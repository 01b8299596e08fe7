import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1, 'must not be empty'));

const wholeNumbers = z.pipe(
  z.string().check(z.regex(/^\d+(,\d+)*$/, 'must be whole numbers joined by commas')),
  z.transform((joined: string) => joined.split(',').map(Number)),
);

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
