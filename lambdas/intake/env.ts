import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const count = z.pipe(text, z.pipe(z.transform(Number), z.number().check(z.nonnegative())));

/** The environment of the function `intake`. */
export const IntakeEnv = z.object({
  JOBS_TABLE_NAME: text,
  FAILED_NOTICES_QUEUE_URL: text,
  ACCOUNT_ID: text,
  PARTITION: text,
  AWS_REGION: text,
  /** `*`, or the names of vaults joined by commas; may be empty. */
  VAULTS: z.string(),
  RETENTION_DAYS: count,
  EXPIRING_LEAD_MINUTES: count,
});

/** What the stack sets of it; AWS_REGION comes from Lambda. */
export type IntakeEnv = Omit<z.input<typeof IntakeEnv>, 'AWS_REGION'>;
