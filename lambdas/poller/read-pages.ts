import type { SeenEvidence } from '../core/evidence.ts';
import type { IndexedJob, JobListing, ListAnswer } from '../core/poll-ports.ts';
import { type CreationDates, isOldestFirst, mayFollow } from '../core/poll-reach.ts';
import type { ListMark } from '../core/poll-way.ts';
import { shutMissingVault } from './calls/call-glacier.ts';
import type { AskResult } from './calls/call-result.ts';
import { listJobs } from './calls/list-jobs.ts';
import type { PollRun } from './poll-run.ts';

/** Which list to read, how far, and for whom. */
export interface PageReading {
  readonly vaultArn: string;
  readonly isCompleted: boolean;
  /** Where to begin; absent: at the start. */
  readonly startAt?: string | undefined;
  readonly mostPages: number;
  /** The jobs that are still to be accounted for, by their ids; `take` removes those that are. */
  readonly left: ReadonlyMap<string, IndexedJob>;
  /** Accounts for the jobs of a page. */
  readonly take: (jobs: readonly SeenEvidence[]) => Promise<void>;
}

/**
 * How the reading ended.
 *
 * `read`: what was not taken is not on the list. `too-long`: it took more pages than it was worth.
 */
export interface PagesRead {
  readonly kind: 'read' | 'too-long' | 'unasked' | 'shut' | 'denied' | 'failed';
  readonly pages: number;
  /** Places that later readings can begin at. */
  readonly marks: readonly ListMark[];
}

/** Reads a vault's list of jobs page by page, no further than is needed. */
export const readPages = async (reading: PageReading, run: PollRun): Promise<PagesRead> => {
  const { vaultArn, isCompleted, startAt, mostPages, left, take } = reading;
  const marks: ListMark[] = [];
  let marker = startAt;
  for (let pages = 1; pages <= mostPages; pages += 1) {
    const result = await readPage({ vaultArn, isCompleted, marker }, run);
    if (result.kind !== 'answered') return { kind: result.kind, pages, marks };
    if (result.answer.kind === 'vault-not-found') {
      shutMissingVault(vaultArn, run);
      return { kind: 'shut', pages, marks };
    }
    await take(result.answer.jobs);
    const created = result.answer.jobs.map(({ details }) => details.creationDate);
    marks.push(...markOf(marker, created));
    marker = result.answer.next;
    // A marker that repeats costs no call, because its page is kept, and ends as a list that is too long.
    if (!marker || isDone(created, left)) return { kind: 'read', pages, marks };
  }
  return { kind: 'too-long', pages: mostPages, marks };
};

const markOf = (marker: string | undefined, created: CreationDates): ListMark[] => {
  const [from] = created;
  return marker !== undefined && from !== undefined && isOldestFirst(created)
    ? [{ marker, from }]
    : [];
};

const isDone = (created: CreationDates, left: ReadonlyMap<string, IndexedJob>): boolean => {
  const since = [...left.values()].map(({ statusSince }) => statusSince).sort();
  const [oldest, newest] = [since[0], since.at(-1)];
  if (oldest === undefined || newest === undefined) return true;
  return !mayFollow(created, oldest, newest);
};

const readPage = (listing: JobListing, run: PollRun): Promise<AskResult<ListAnswer>> => {
  const name = JSON.stringify([listing.vaultArn, listing.isCompleted, listing.marker]);
  const known = run.pages.get(name);
  if (known !== undefined) return known;
  const asking = askForPage(listing, run);
  run.pages.set(name, asking);
  return asking;
};

const askForPage = async (listing: JobListing, run: PollRun): Promise<AskResult<ListAnswer>> => {
  const result = await listJobs(listing, run);
  if (result.kind === 'answered') run.deps.metrics.count('ListPage');
  return result;
};
