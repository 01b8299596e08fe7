import { InvalidInputError } from '../../lambdas/core/errors.ts';
import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import {
  PENDING_TIERS,
  pendingKey,
  pendingTier,
  type Status,
} from '../../lambdas/core/job/status.ts';
import type { StartKey } from '../../lambdas/core/job/store.ts';

/** The attributes of a job in the index `byStatus`. */
export interface ListedJob extends JobKey {
  readonly status: Status;
  readonly statusKey: string;
  readonly statusSince: Instant;
  readonly action?: string | undefined;
  readonly tier?: string | undefined;
  readonly jobDescription?: string | undefined;
  readonly creationDate?: Instant | undefined;
  readonly completionDate?: Instant | undefined;
  readonly outputExpiresAt?: Instant | undefined;
}

/** A part of one partition of the index `byStatus`, the newest first. */
export interface ListQuery {
  readonly statusKey: string;
  /** Leaves out jobs that have their status for longer. */
  readonly since?: Instant | undefined;
  /** Leaves out the jobs of other vaults. */
  readonly vaultArn?: string | undefined;
  /** How many rows to read at most, before any are left out. */
  readonly limit: number;
}

/** Some of what a query finds, and where the next page begins. */
export interface ListPage {
  readonly jobs: readonly ListedJob[];
  readonly next?: StartKey | undefined;
}

/** Reads the index `byStatus` for people. */
export type ReadJobList = (query: ListQuery, startKey?: StartKey) => Promise<ListPage>;

/** The statuses as a list shows them: first the outputs that can be lost. */
const LISTED_STATUSES: readonly Status[] = [
  'Expiring',
  'Succeeded',
  'InProgress',
  'Failed',
  'Expired',
  'Collected',
];

/** Which jobs to list. */
export interface ListFilter {
  /** @default - all */
  readonly statuses?: readonly Status[] | undefined;
  /** A tier, or `Inventory`. */
  readonly tier?: string | undefined;
  readonly vaultArn?: string | undefined;
  readonly since?: Instant | undefined;
}

/** The index's partitions in the order of a list. */
export const listedKeys = ({ statuses, tier }: ListFilter): readonly string[] =>
  LISTED_STATUSES.filter((status) => statuses === undefined || statuses.includes(status)).flatMap(
    (status) => (status === 'InProgress' ? pendingKeys(tier) : [status]),
  );

const pendingKeys = (tier: string | undefined): readonly string[] =>
  PENDING_TIERS.filter((one) => tier === undefined || one === tier).map(pendingKey);

const FIRST_PAGE = 100;
const LATER_PAGE = 1000;

/** The place of a job in a list, from which the list goes on after it. */
export const placeOf = ({ statusKey, statusSince, vaultArn, jobId }: ListedJob): StartKey => ({
  statusKey,
  statusSince,
  vaultArn,
  jobId,
});

/**
 * Reads a list page by page: the first rows come with the first page that has any.
 *
 * A list that goes on after a place leaves out what comes before it, even where that is new.
 * @throws InvalidInputError when that place is not in this list.
 */
export async function* readJobList(
  read: ReadJobList,
  filter: ListFilter,
  after?: StartKey,
): AsyncGenerator<readonly ListedJob[]> {
  const keys = listedKeys(filter);
  const from = after === undefined ? 0 : keys.findIndex((key) => isKeyOf(after, key));
  if (from < 0) {
    throw new InvalidInputError(
      'after belongs to a list with other statuses or tiers; repeat the filters of that list.',
    );
  }
  let startKey = after;
  let limit = FIRST_PAGE;
  for (const statusKey of keys.slice(from)) {
    do {
      const page = await read({ ...filter, statusKey, limit }, startKey);
      const jobs = page.jobs.filter((job) => hasTier(job, filter.tier));
      if (jobs.length > 0) yield jobs;
      startKey = page.next;
      limit = LATER_PAGE;
    } while (startKey !== undefined);
  }
}

const isKeyOf = (place: StartKey, key: string): boolean => place['statusKey'] === key;

const hasTier = (job: ListedJob, tier: string | undefined): boolean =>
  tier === undefined || pendingTier(job) === tier;
