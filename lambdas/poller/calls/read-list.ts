import type { SeenEvidence } from '../../core/evidence/evidence.ts';
import { followMarkers } from '../../core/glacier/follow-markers.ts';
import type { JobListing, ListAnswer } from '../../core/glacier/ports.ts';
import type { PollRun } from '../run.ts';
import { type CallResult, callGlacier } from './call-glacier.ts';

/** Which list to read, and what to do with its pages. */
export interface ListReading extends JobListing {
  /** @default - no limit */
  readonly mostPages?: number;
  /**
   * Takes the jobs of a page.
   *
   * `next`: continue. `stop`: what follows is not needed. `cut`: continue at this page later.
   */
  readonly take: (jobs: readonly SeenEvidence[]) => Promise<'next' | 'stop' | 'cut'>;
}

/**
 * How reading a list ended.
 *
 * `complete`: every page that is needed was taken. `cut`: reading must continue at `marker`.
 * `incomplete`: Glacier did not answer usefully, or the list has too many pages.
 */
export type ListEnd =
  | { readonly kind: 'complete' | 'incomplete' | 'vault-not-found' }
  | { readonly kind: 'cut'; readonly marker: string | undefined; readonly mostPages: number };

/** Reads a vault's list of jobs page by page; keeps no page. */
export const readList = async (reading: ListReading, run: PollRun): Promise<ListEnd> => {
  const { vaultArn, mostPages = Number.POSITIVE_INFINITY } = reading;
  const follow = followMarkers(reading.marker, (repeated) => {
    run.deps.log.warn('list.repeated', { vaultArn, marker: repeated });
  });
  let { marker } = reading;
  for (let left = mostPages; left > 0; left -= 1) {
    const step = await takePage({ ...reading, marker }, run);
    if (step === 'cut') return { kind: 'cut', marker, mostPages: left };
    if (step.kind !== 'next') return step;
    marker = follow(step.marker);
    if (marker === undefined) break;
  }
  return { kind: 'incomplete' };
};

interface NextPage {
  readonly kind: 'next';
  readonly marker: string;
}

const takePage = async (
  { take, vaultArn, isCompleted, marker }: ListReading,
  run: PollRun,
): Promise<ListEnd | NextPage | 'cut'> => {
  const result = await readPage({ vaultArn, isCompleted, marker }, run);
  if (result.kind === 'not-attempted') return 'cut';
  if (result.kind !== 'answered') return { kind: 'incomplete' };
  const { answer } = result;
  if (answer.kind === 'vault-not-found') return answer;
  const taken = await take(answer.jobs);
  if (taken === 'cut') return 'cut';
  const next = taken === 'next' && answer.next;
  return next ? { kind: 'next', marker: next } : { kind: 'complete' };
};

const readPage = async (listing: JobListing, run: PollRun): Promise<CallResult<ListAnswer>> => {
  const { glacier, log, now } = run.deps;
  const { vaultArn } = listing;
  const subject = { vaultArn, operation: 'ListJobs' };
  const result = await callGlacier(subject, () => glacier.listJobs(listing, now()), run);
  const refused =
    result.kind === 'answered' && result.answer.kind === 'page' ? result.answer.refused : [];
  if (refused.length > 0) {
    log.warn('list.refused', { vaultArn, rows: refused.length, reasons: refused.slice(0, 5) });
  }
  return result;
};
