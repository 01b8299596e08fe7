import { pendingKey } from '../../../lambdas/core/job/status.ts';
import type { JobStore } from '../../../lambdas/core/job/store.ts';
import { isPollTick, polledKeys } from '../../../lambdas/core/polling/plan.ts';
import type { IndexedJob, JobIndex, KnownJobs } from '../../../lambdas/core/polling/ports.ts';
import { DEFAULT_POLLING } from '../models/default-polling.ts';
import type { Migration } from './migration.ts';

const MINUTE_MS = 60_000;
const STATUS_KEY = pendingKey('Standard');
/** A Query reads 1 MB, which is about this many entries. */
const PAGE_ENTRIES = 2500;

/** The index `byStatus` of a migration; only its pending jobs are in it. */
export const createMigrationIndex = (jobs: Migration, nowMs: () => number): JobIndex => {
  let oldest = 0;
  const toIndexed = (job: number): IndexedJob => {
    const statusSince = new Date(jobs.createdAt(job)).toISOString();
    return { ...jobs.keyOf(job), statusSince, creationDate: statusSince };
  };
  return {
    span: (statusKey) => {
      const end = statusKey === STATUS_KEY ? jobs.firstAfter(nowMs()) : 0;
      const [first] = jobs.pending(oldest, end);
      if (first === undefined) return Promise.resolve(undefined);
      oldest = first;
      return Promise.resolve({
        oldest: toIndexed(first).statusSince,
        newest: toIndexed(end - 1).statusSince,
      });
    },
    page: ({ statusKey, after, upTo }, startKey) => {
      const end = statusKey === STATUS_KEY ? jobs.firstAfter(Date.parse(upTo)) : 0;
      const from = after === undefined ? oldest : jobs.firstAfter(Date.parse(after));
      const page: IndexedJob[] = [];
      for (const job of jobs.pending(Number(startKey?.['job'] ?? from), end)) {
        if (page.length === PAGE_ENTRIES)
          return Promise.resolve({ jobs: page, next: { job: String(job) } });
        page.push(toIndexed(job));
      }
      return Promise.resolve({ jobs: page });
    },
  };
};

/** The table of a migration, which keeps of a job when its success was recorded. */
export const createMigrationTable = (
  jobs: Migration,
  nowMs: () => number,
): JobStore & KnownJobs => ({
  read: () => Promise.resolve(undefined),
  find: () => Promise.resolve([]),
  write: ({ key, set }) => {
    if (set['status'] !== 'InProgress') jobs.record(jobs.numberOf(key.jobId), nowMs());
    return Promise.resolve({ kind: 'written' });
  },
});

/** Begins the polls of a migration that become due at a tick. */
export const beginPolls = (jobs: Migration, tick: number): void => {
  const key = polledKeys(DEFAULT_POLLING).find(({ statusKey }) => statusKey === STATUS_KEY);
  if (!(key && isPollTick(key, new Date(tick).toISOString()))) return;
  for (const age of key.ages) {
    const from = jobs.firstAfter(tick - (age + key.tickMinutes) * MINUTE_MS);
    const end = jobs.firstAfter(tick - age * MINUTE_MS);
    for (const job of jobs.pending(from, end)) jobs.beginPoll(job, tick);
  }
};
