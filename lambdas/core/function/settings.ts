/** The settings that decide a job's life. */
export interface LifePolicy {
  /** How long a finished job is kept, in days. */
  readonly retentionDays: number;
  /** How long before its output expires a job is announced as expiring, in minutes. */
  readonly expiringLeadMinutes: number;
}

/** How the ids of endpoints begin that a stack manages; after `ep_`, all others have hexadecimal digits. */
export const MANAGED_ENDPOINT_PREFIX = 'ep_stack_';

/** A long migration must not lose its first jobs before its last ones are there. */
const MIN_MEMBER_DAYS = 400;

/** For how many days the members of groups are kept when they have ended: at least 400. */
export const memberDays = ({ retentionDays }: Pick<LifePolicy, 'retentionDays'>): number =>
  Math.max(retentionDays, MIN_MEMBER_DAYS);

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
