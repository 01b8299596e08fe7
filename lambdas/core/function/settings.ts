/** The settings that decide a job's life. */
export interface LifePolicy {
  /** How long a finished job is kept, in days. */
  readonly retentionDays: number;
  /** How long before its output expires a job is announced as expiring, in minutes. */
  readonly expiringLeadMinutes: number;
}

/** The defaults of these settings. */
export const DEFAULT_LIFE_POLICY: LifePolicy = { retentionDays: 365, expiringLeadMinutes: 240 };

/**
 * The default waits between attempts, in seconds: ten attempts within some 75 hours.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const DEFAULT_RETRY_SCHEDULE_SECONDS: readonly number[] = [
  5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400,
];
