import type { IndexedJob, JobIndex } from '../../../lambdas/core/polling/ports.ts';
import type { PollWindow } from '../../../lambdas/core/polling/window.ts';
import { firstIndex } from '../../report/first-index.ts';

/** A Query reads at most 1 MB, which is about this number of index entries. */
const PAGE_ENTRIES = 2500;
/** A typical entry, and what half a read unit reads. */
const ENTRY_BYTES = 400;
const HALF_UNIT_BYTES = 4096;

/** The index `byStatus` in memory. */
export interface SortedIndex extends JobIndex {
  readonly put: (statusKey: string, job: IndexedJob) => void;
  readonly remove: (statusKey: string, job: IndexedJob) => void;
  /** What its queries have cost. */
  readonly readUnits: () => number;
}

const sortText = ({ statusSince, vaultArn, jobId }: IndexedJob): string =>
  `${statusSince} ${vaultArn} ${jobId}`;

/** Finds the first position whose entry is not before a text. */
const positionOf = (jobs: readonly string[], text: string): number =>
  firstIndex(jobs.length, (index) => (jobs[index] ?? '') >= text);

const toJob = (entry: string): IndexedJob => {
  const [statusSince = '', vaultArn = '', jobId = ''] = entry.split(' ');
  return { statusSince, vaultArn, jobId, creationDate: statusSince };
};

/** Creates an empty index. */
export const createSortedIndex = (): SortedIndex => {
  const partitions = new Map<string, string[]>();
  const entriesOf = (key: string) => partitions.get(key) ?? [];
  let readUnits = 0;
  const charge = (entries: number) => {
    readUnits += 0.5 * Math.max(1, Math.ceil((entries * ENTRY_BYTES) / HALF_UNIT_BYTES));
  };
  // A space sorts before and a tilde behind everything that follows an instant.
  const slice = ({ statusKey, after, upTo }: Omit<PollWindow, 'ageMinutes'>) => {
    const entries = entriesOf(statusKey);
    const from = after === undefined ? 0 : positionOf(entries, `${after}~`);
    return entries.slice(from, positionOf(entries, `${upTo}~`));
  };
  return {
    readUnits: () => readUnits,
    put: (statusKey, job) => {
      const entries = entriesOf(statusKey);
      entries.splice(positionOf(entries, sortText(job)), 0, sortText(job));
      partitions.set(statusKey, entries);
    },
    remove: (statusKey, job) => {
      entriesOf(statusKey).splice(positionOf(entriesOf(statusKey), sortText(job)), 1);
    },
    span: (statusKey) => {
      const entries = entriesOf(statusKey);
      const [oldest, newest] = [entries[0], entries.at(-1)];
      charge(1);
      if (oldest === undefined || newest === undefined) return Promise.resolve(undefined);
      charge(1);
      return Promise.resolve({
        oldest: toJob(oldest).statusSince,
        newest: toJob(newest).statusSince,
      });
    },
    page: (window, startKey, limit = PAGE_ENTRIES) => {
      const entries = slice(window);
      const behind = startKey ? positionOf(entries, `${startKey['entry']}~`) : 0;
      const read = entries.slice(behind, behind + limit);
      charge(read.length);
      const [last, hasMore] = [read.at(-1), entries.length > behind + read.length];
      const next = last !== undefined && hasMore ? { entry: last } : undefined;
      return Promise.resolve({ jobs: read.map(toJob), next });
    },
  };
};
