import type { JobKey } from '../../../lambdas/core/evidence/evidence.ts';
import type { KnownJob, KnownJobs } from '../../../lambdas/core/polling/ports.ts';
import { unlessOver } from '../../framework/abort-after.ts';
import { CliError } from '../../framework/errors/cli-error.ts';
import { pause } from '../../framework/pause.ts';
import { isPending } from './job-outcome.ts';

/** How to wait. */
export interface Waiting {
  /** Reads with strong consistency, until the wait is over. */
  readonly known: KnownJobs;
  /** The polling interval, in milliseconds. @default - 15 s, and 15 ms per pending job */
  readonly every?: number | undefined;
  /** Aborted when the wait is over, whatever has ended. */
  readonly over: AbortSignal;
  /** Called for each job as soon as its end is known. */
  onEnd(job: KnownJob): void;
}

/** The result of a wait. */
export interface Waited {
  /** The jobs that ended, and those that were pending when they were last read. */
  readonly jobs: readonly KnownJob[];
  /** The wait was over before every job had ended. */
  readonly isOver: boolean;
}

const EVERY_MS = 15_000;
/** A read of 40,000 jobs costs as much as one of 1,000 jobs every 15 seconds. */
const EVERY_MS_PER_JOB = 15;

/**
 * Waits until every job has ended or the wait is over, and reports each job once, even if it is named twice.
 *
 * @throws CliError when a job is not recorded: its end can never be observed.
 */
export const untilEnded = async (
  keys: readonly JobKey[],
  { known, every, over, onEnd }: Waiting,
): Promise<Waited> => {
  const ended: KnownJob[] = [];
  let pending: readonly KnownJob[] = [];
  let waiting: readonly JobKey[] = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
  while (!over.aborted) {
    const jobs = await unlessOver(known.find(waiting), over);
    if (jobs === undefined) break;
    pending = jobs.filter(isPending);
    for (const job of jobs.filter((one) => !isPending(one))) {
      ended.push(job);
      onEnd(job);
    }
    refuseForgotten(waiting, jobs);
    if (pending.length === 0) return { jobs: ended, isOver: false };
    waiting = pending;
    await pause(every ?? Math.max(EVERY_MS, EVERY_MS_PER_JOB * pending.length), over);
  }
  return { jobs: [...ended, ...pending], isOver: true };
};

const nameOf = ({ vaultArn, jobId }: JobKey): string => `${vaultArn} ${jobId}`;

const MOST_NAMED = 10;

const refuseForgotten = (waiting: readonly JobKey[], found: readonly JobKey[]): void => {
  const names = new Set(found.map(nameOf));
  const forgotten = waiting.filter((key) => !names.has(nameOf(key)));
  if (forgotten.length === 0) return;
  const ids = forgotten.slice(0, MOST_NAMED).map(({ jobId }) => jobId);
  const others = forgotten.length > MOST_NAMED ? ` and ${forgotten.length - MOST_NAMED} more` : '';
  throw new CliError(
    `Not recorded, or no longer, or in an unreadable row: ${ids.join(', ')}${others}. The result of such a job is unknown. You can track an unrecorded job with "jobs track" while Glacier still lists it.`,
  );
};
