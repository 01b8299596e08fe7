import * as z from 'zod/mini';
import { text } from '../core/function/environment.ts';

/** The environment of the function `fan-out`. */
export const FanOutEnv = z.object({
  EVENTS_TOPIC_ARN: text,
  DELIVERY_QUEUE_URL: text,
  ENDPOINTS_TABLE_NAME: text,
  GROUPS_TABLE_NAME: text,
  FAILED_EVENTS_QUEUE_URL: text,
  /** The name or ARN of an event bus that also gets every event. */
  EVENT_BUS: z.optional(text),
});

/** See the schema of the same name. */
export type FanOutEnv = z.input<typeof FanOutEnv>;
