import { pendingKey } from '../../../../lambdas/core/job/status.ts';
import { isPollTick, polledKeys } from '../../../../lambdas/core/polling/plan.ts';
import type { IndexedJob, JobIndex } from '../../../../lambdas/core/polling/ports.ts';
import type { VirtualTime } from '../../../../simulation/engine/virtual-time.ts';
import { DEFAULT_POLLING } from '../../models/default-polling.ts';
import type { Migration } from './migration.ts';

const MINUTE_MS = 60_000;
const STATUS_KEY = pendingKey('Standard');
/** A Query reads 1 MB, which is about this many entries, and takes this long. */
const PAGE_ENTRIES = 2500;
const QUERY_MS = 30;

/** The index `byStatus` of a migration; only its pending jobs are in it. */
export const createMigrationIndex = (jobs: Migration, { nowMs, sleep }: VirtualTime) => {
  let oldest = 0;
  const toIndexed = (job: number): IndexedJob => {
    const statusSince = new Date(jobs.createdAt(job)).toISOString();
    return { ...jobs.keyOf(job), statusSince, creationDate: statusSince };
  };
  const index: JobIndex = {
    span: async (statusKey) => {
      if (statusKey !== STATUS_KEY) return undefined;
      await sleep(QUERY_MS);
      const end = jobs.firstAfter(nowMs());
      const [first] = jobs.pending(oldest, end);
      if (first === undefined) return undefined;
      oldest = first;
      return { oldest: toIndexed(first).statusSince, newest: toIndexed(end - 1).statusSince };
    },
    page: async ({ statusKey, after, upTo }, startKey) => {
      if (statusKey !== STATUS_KEY) return { jobs: [] };
      await sleep(QUERY_MS);
      const end = jobs.firstAfter(Date.parse(upTo));
      const from = after === undefined ? oldest : jobs.firstAfter(Date.parse(after));
      const page: IndexedJob[] = [];
      for (const job of jobs.pending(Number(startKey?.['job'] ?? from), end)) {
        if (page.length === PAGE_ENTRIES) return { jobs: page, next: { job: String(job) } };
        page.push(toIndexed(job));
      }
      return { jobs: page };
    },
  };
  /** Begins the polls that become due at a tick. */
  const beginTick = (tick: number): void => {
    const key = polledKeys(DEFAULT_POLLING).find(({ statusKey }) => statusKey === STATUS_KEY);
    if (!(key && isPollTick(key, new Date(tick).toISOString()))) return;
    for (const age of key.ages) {
      const from = jobs.firstAfter(tick - (age + key.tickMinutes) * MINUTE_MS);
      const end = jobs.firstAfter(tick - age * MINUTE_MS);
      for (const job of jobs.pending(from, end)) jobs.beginPoll(job, tick);
    }
  };
  return { index, beginTick };
};
