import type { Job } from '../../lambdas/core/job/job.ts';
import type { IndexedJob, IndexRange, JobIndex } from '../../lambdas/core/polling/ports.ts';
import { positionOf } from './position.ts';

/** A Query reads at most 1 MB, which is about this number of index entries. */
const PAGE_ENTRIES = 2500;

/** The index `byStatus` in memory. */
export interface JobsIndex extends JobIndex {
  /** Replaces what the index has of a job by its row, or by nothing. */
  readonly follow: (name: string, row: Job | undefined) => void;
}

interface Entry extends IndexedJob {
  readonly place: string;
  readonly expires: boolean;
}

const placeOf = ({ statusSince, vaultArn, jobId }: IndexedJob): string =>
  `${statusSince} ${vaultArn} ${jobId}`;

const toEntry = (job: Job): Entry => ({
  vaultArn: job.vaultArn,
  jobId: job.jobId,
  statusSince: job.statusSince,
  creationDate: job.creationDate,
  vaultMissingSince: job.vaultMissingSince,
  place: placeOf(job),
  expires: job.outputExpiresAt !== undefined,
});

/** Creates an empty index. */
export const createJobsIndex = (): JobsIndex => {
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
  // A space sorts before and a tilde behind everything that follows an instant.
  const slice = ({ statusKey, after, upTo }: IndexRange): readonly Entry[] => {
    const entries = entriesOf(statusKey);
    const from = after === undefined ? 0 : positionOf(entries, `${after}~`);
    const found = entries.slice(from, positionOf(entries, `${upTo}~`));
    return statusKey === 'Succeeded' ? found.filter(({ expires }) => expires) : found;
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
      const [oldest, newest] = [entries[0]?.statusSince, entries.at(-1)?.statusSince];
      const isEmpty = oldest === undefined || newest === undefined;
      return Promise.resolve(isEmpty ? undefined : { oldest, newest });
    },
    page: (range, startKey) => {
      const entries = slice(range);
      const first = startKey ? positionOf(entries, `${startKey['place']}~`) : 0;
      const jobs = entries.slice(first, first + PAGE_ENTRIES);
      const place = jobs.at(-1)?.place;
      const isLast = place === undefined || entries.length <= first + PAGE_ENTRIES;
      return Promise.resolve({ jobs, next: isLast ? undefined : { place } });
    },
  };
};
