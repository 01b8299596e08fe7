import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const count = z.pipe(text, z.pipe(z.transform(Number), z.number().check(z.nonnegative())));

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
  lateMinutes: z.number(),
});
const polling = z.object({
  Expedited: tierPolling,
  Standard: tierPolling,
  Bulk: tierPolling,
  Inventory: tierPolling,
});

/** The environment of the function `poller`. */
export const PollerEnv = z.object({
  JOBS_TABLE_NAME: text,
  POLL_QUEUE_URL: text,
  ACCOUNT_ID: text,
  PARTITION: text,
  AWS_REGION: text,
  /** `*`, or the names of vaults joined by commas; may be empty. */
  VAULTS: z.string(),
  RETENTION_DAYS: count,
  EXPIRING_LEAD_MINUTES: count,
  /** The setting `polling` as JSON. */
  POLLING: z.pipe(text, z.pipe(json, polling)),
  /** An endpoint of Glacier other than AWS's. */
  GLACIER_ENDPOINT_URL: z.optional(text),
});

/** What the stack sets of it; AWS_REGION comes from Lambda. */
export type PollerEnv = Omit<z.input<typeof PollerEnv>, 'AWS_REGION'>;
