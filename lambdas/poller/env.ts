import * as z from 'zod/mini';
import { text } from '../core/function/environment.ts';
import { RecordingEnv } from '../core/function/recording-env.ts';

const json = z.transform((value: string, context): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    context.issues.push({ code: 'custom', message: 'is not JSON', input: value });
    return z.NEVER;
  }
});
const tierPolling = z.object({
  windowMinutes: z.tuple([z.number(), z.number()]),
  steps: z.number(),
});
const polling = z.object({
  Expedited: tierPolling,
  Standard: tierPolling,
  Bulk: tierPolling,
  Inventory: tierPolling,
});

/** The environment of the function `poller`. */
export const PollerEnv = z.extend(RecordingEnv, {
  POLL_QUEUE_URL: text,
  /** The setting `polling` as JSON. */
  POLLING: z.pipe(text, z.pipe(json, polling)),
  /** An endpoint of Glacier other than AWS's. */
  GLACIER_ENDPOINT_URL: z.optional(text),
});

/** What the stack sets of it; AWS_REGION comes from Lambda. */
export type PollerEnv = Omit<z.input<typeof PollerEnv>, 'AWS_REGION'>;
