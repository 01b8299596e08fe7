import type { Source } from '../evidence/evidence.ts';
import type { Job } from '../job/job.ts';
import type { Status } from '../job/status.ts';

/** How the end of a job came to be known. */
export interface FoundCompletion {
  readonly by: 'notice' | 'polling';
  /** From its completion until it was recorded; absent where Glacier gave no date. */
  readonly delayMs: number | undefined;
}

const END: readonly Status[] = ['Succeeded', 'Failed'];
const POLLING: readonly Source[] = ['describe-job', 'list-jobs'];

/**
 * Returns the source of a job's completion, if its transition of this sequence is one.
 *
 * The poller gets credit for jobs that were pending: a finished one that a sweep meets for the first
 * time says nothing about notices, because none may have been expected.
 */
export const findCompletion = (job: Job, sequence: number): FoundCompletion | undefined => {
  const step = job.transitions[sequence - 1];
  if (!(step && END.includes(step.status))) return undefined;
  const previous = job.transitions[sequence - 2]?.status;
  const by = finderOf(step.source, previous);
  if (by === undefined) return undefined;
  const { completionDate } = job;
  const delayMs =
    completionDate === undefined ? undefined : Date.parse(step.at) - Date.parse(completionDate);
  return { by, delayMs: delayMs === undefined ? undefined : Math.max(0, delayMs) };
};

const finderOf = (
  source: Source,
  previous: Status | undefined,
): FoundCompletion['by'] | undefined => {
  if (source === 'notice' && (previous === undefined || previous === 'InProgress')) return 'notice';
  return POLLING.includes(source) && previous === 'InProgress' ? 'polling' : undefined;
};
