/** Where a job stands; the words of the Jobs table's `status`. */
export const STATUSES = [
  'InProgress',
  'Succeeded',
  'Failed',
  'Expiring',
  'Expired',
  'Collected',
] as const;

/** One of {@link STATUSES}. */
export type Status = (typeof STATUSES)[number];

/** The kinds of pending jobs that complete in windows of their own. */
export const PENDING_TIERS = ['Expedited', 'Standard', 'Bulk', 'Inventory'] as const;

/** One of {@link PENDING_TIERS}. */
export type PendingTier = (typeof PENDING_TIERS)[number];

/** What decides a job's partition in the index `byStatus`. */
interface KeyedJob {
  readonly status: Status;
  readonly action?: string | undefined;
  readonly tier?: string | undefined;
}

/** The kind of a pending job; an unknown tier waits like Standard, Glacier's default. */
export const pendingTier = ({ action, tier }: Omit<KeyedJob, 'status'>): PendingTier => {
  if (action === 'InventoryRetrieval') return 'Inventory';
  if (tier === 'Expedited') return 'Expedited';
  return tier === 'Bulk' ? 'Bulk' : 'Standard';
};

/** The partition key under which pending jobs of one kind wait. */
export const pendingKey = (tier: PendingTier): string => `InProgress#${tier}`;

/** The job's partition key in the index `byStatus`. */
export const statusKey = (job: KeyedJob): string =>
  job.status === 'InProgress' ? pendingKey(pendingTier(job)) : job.status;

/** What decides a job's place in its group. */
interface SortedJob {
  readonly statusKey: string;
  readonly statusSince: string;
  readonly outputExpiresAt?: string | undefined;
}

/**
 * The job's sort key in the index `byGroup`: by status, and by age within it.
 *
 * An output that does not expire sorts before all that do, so that the first of these expires first.
 */
export const groupSort = ({ statusKey: key, statusSince, outputExpiresAt }: SortedJob): string =>
  key === 'Succeeded' && outputExpiresAt === undefined
    ? `${key}##${statusSince}`
    : `${key}#${statusSince}`;
