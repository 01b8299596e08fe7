import { buildJobEvent, type JobEvent } from '../../lambdas/core/event/event.ts';
import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import { PENDING_TIERS, pendingKey, STATUSES, type Status } from '../../lambdas/core/job/status.ts';
import type { JobStore } from '../../lambdas/core/job/store.ts';

/** A job as projected into the index `byStatus`. */
export interface RecentJob extends JobKey {
  readonly sequence: number;
}

/** Finds the newest jobs of a partition of the index `byStatus`. */
export interface RecentJobs {
  /** Gives up to `limit` jobs, the newest first by `statusSince`. */
  readonly newest: (statusKey: string, limit: number) => Promise<readonly RecentJob[]>;
}

/** What following events takes. */
export interface FollowDeps {
  readonly recent: RecentJobs;
  readonly jobs: Pick<JobStore, 'read'>;
}

/** The partitions of the index `byStatus`. */
export const STATUS_KEYS: readonly string[] = [
  ...PENDING_TIERS.map(pendingKey),
  ...STATUSES.filter((status: Status) => status !== 'InProgress'),
];

const NEWEST_PER_KEY = 50;

/**
 * Creates the function that gives the events of transitions since its last call.
 *
 * It looks at the 50 newest jobs of each status, which is cheap and enough to watch; it is no outbox.
 * The first call only remembers what is there.
 */
export const createEventFollower = (
  { recent, jobs }: FollowDeps,
  startedAt: Instant,
): (() => Promise<readonly JobEvent[]>) => {
  let sequences: ReadonlyMap<string, number> = new Map();
  const findChanged = async (seen: Map<string, number>) => {
    const pages = await Promise.all(STATUS_KEYS.map((key) => recent.newest(key, NEWEST_PER_KEY)));
    return pages.flat().flatMap((job) => {
      const known = seen.get(idOf(job));
      seen.set(idOf(job), Math.max(job.sequence, known ?? 0));
      return job.sequence > (known ?? 0) ? [{ job, known }] : [];
    });
  };
  let isFirst = true;
  return async () => {
    const seen = new Map(sequences);
    const changed = await findChanged(seen);
    if (isFirst) {
      isFirst = false;
      sequences = seen;
      return [];
    }
    const read = changed.map(async ({ job, known }) =>
      newEvents(await jobs.read(job), known, startedAt),
    );
    const events = (await Promise.all(read)).flat();
    // Not before: after a fault the next call finds the same events.
    sequences = seen;
    return events;
  };
};

/** Returns the latest event of the newest jobs of each status, up to a number of jobs per status. */
export const recordedEvents = async (
  { recent, jobs }: FollowDeps,
  count: number,
): Promise<readonly JobEvent[]> => {
  const pages = await Promise.all(STATUS_KEYS.map((key) => recent.newest(key, count)));
  const read = await Promise.all(pages.flat().map((key) => jobs.read(key)));
  return read.flatMap((job) => (job === undefined ? [] : [buildJobEvent(job, job.sequence)]));
};

// A job that was not among the newest before may have a past.
const newEvents = (
  job: Job | undefined,
  known: number | undefined,
  startedAt: Instant,
): JobEvent[] =>
  job?.transitions.flatMap(({ at }, index) => {
    const isNew = known === undefined ? at >= startedAt : index + 1 > known;
    return isNew ? [buildJobEvent(job, index + 1)] : [];
  }) ?? [];

const idOf = ({ vaultArn, jobId }: JobKey): string => `${vaultArn}\n${jobId}`;
