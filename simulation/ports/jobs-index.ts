import type { Job } from '../../lambdas/core/job/job.ts';
import type { IndexedJob, IndexRange, JobIndex } from '../../lambdas/core/polling/ports.ts';
import { behind, positionOf } from './position.ts';

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
export const createJobsIndex = (pageEntries = PAGE_ENTRIES): JobsIndex => {
  const partitions = new Map<string, Entry[]>();
  const indexed = new Map<string, Job>();
  const entriesOf = (statusKey: string): Entry[] => {
    const known = partitions.get(statusKey) ?? [];
    partitions.set(statusKey, known);
    return known;
  };
  const remove = (job: Job) => {
    const entries = entriesOf(job.statusKey);
    const position = positionOf(entries, placeOf(job));
    if (entries[position]?.place === placeOf(job)) entries.splice(position, 1);
  };
  return {
    follow: (name, row) => {
      const before = indexed.get(name);
      if (before) remove(before);
      indexed.delete(name);
      if (!row) return;
      indexed.set(name, row);
      const entries = entriesOf(row.statusKey);
      entries.splice(positionOf(entries, placeOf(row)), 0, toEntry(row));
    },
    span: (statusKey) => {
      const entries = entriesOf(statusKey);
      const [oldest, newest] = [entries[0]?.job.statusSince, entries.at(-1)?.job.statusSince];
      const isEmpty = oldest === undefined || newest === undefined;
      return Promise.resolve(isEmpty ? undefined : { oldest, newest });
    },
    page: ({ statusKey, after, upTo }: IndexRange, startKey) => {
      const entries = entriesOf(statusKey);
      const from = startKey?.['place'] ?? after;
      const first = from === undefined ? 0 : positionOf(entries, behind(from));
      const end = Math.min(first + pageEntries, positionOf(entries, behind(upTo)));
      const read = entries.slice(first, end);
      const place = read.at(-1)?.place;
      // As DynamoDB does: a page is filtered after it is read, so it may be empty and not the last.
      const kept = statusKey === 'Succeeded' ? read.filter(({ expires }) => expires) : read;
      const isFull = place !== undefined && read.length === pageEntries;
      return Promise.resolve({
        jobs: kept.map(({ job }) => job),
        next: isFull ? { place } : undefined,
      });
    },
  };
};
