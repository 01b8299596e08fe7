import type { Job } from '../../lambdas/core/job/job.ts';
import type { IndexedJob, IndexRange, JobIndex } from '../../lambdas/core/polling/ports.ts';
import { behind } from './position.ts';
import { createSortedIndex } from './sorted-index.ts';

/** A Query reads at most 1 MB, which is about this number of index entries. */
const PAGE_ENTRIES = 2500;

/** The index `byStatus` in memory. */
export interface JobsIndex extends JobIndex {
  /** Replaces what the index has of a job by its row, or by nothing. */
  readonly follow: (name: string, row: Job | undefined) => void;
}

interface Entry {
  readonly place: string;
  readonly expires: boolean;
  readonly job: IndexedJob;
}

const placeOf = ({ statusSince, vaultArn, jobId }: IndexedJob): string =>
  `${statusSince} ${vaultArn} ${jobId}`;

const toEntry = (row: Job): Entry => ({
  place: placeOf(row),
  expires: row.outputExpiresAt !== undefined,
  job: {
    vaultArn: row.vaultArn,
    jobId: row.jobId,
    statusSince: row.statusSince,
    creationDate: row.creationDate,
    vaultMissingSince: row.vaultMissingSince,
  },
});

/** Creates an empty index. */
export const createJobsIndex = (limit = PAGE_ENTRIES): JobsIndex => {
  const index = createSortedIndex<Entry>();
  return {
    follow: (name, row) => {
      if (row) index.put(name, row.statusKey, toEntry(row));
      else index.remove(name);
    },
    span: (statusKey) => {
      const entries = index.all(statusKey);
      const [oldest, newest] = [entries[0]?.job.statusSince, entries.at(-1)?.job.statusSince];
      const isEmpty = oldest === undefined || newest === undefined;
      return Promise.resolve(isEmpty ? undefined : { oldest, newest });
    },
    page: ({ statusKey, after, upTo }: IndexRange, startKey) => {
      const from = after === undefined ? '' : behind(after);
      const { entries, next } = index.page(statusKey, { from, upTo, startKey, limit });
      // As DynamoDB does: a page is filtered after it is read, so it may be empty and not the last.
      const isKept = (entry: Entry) => statusKey !== 'Succeeded' || entry.expires;
      return Promise.resolve({ jobs: entries.filter(isKept).map(({ job }) => job), next });
    },
  };
};
