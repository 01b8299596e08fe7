import type { JobKey } from '../../../lambdas/core/evidence/evidence.ts';
import type { KnownJob, KnownJobs } from '../../../lambdas/core/polling/ports.ts';
import { CliError } from '../../framework/errors/cli-error.ts';
import { pause } from '../../framework/pause.ts';
import { isPending } from './job-outcome.ts';

/** How to wait. */
export interface Waiting {
  /** Reads with strong consistency. */
  readonly known: KnownJobs;
  /** The polling interval, in milliseconds. */
  readonly every: number;
  /** The maximum time to wait, in milliseconds. @default - no limit */
  readonly timeout?: number | undefined;
  readonly signal: AbortSignal;
  /** Called for each job as soon as its end is known. */
  onEnd(job: KnownJob): void;
}

/**
 * Waits until every job has ended or the timeout expires, and reports each job once, even if it is named twice.
 *
 * @throws CliError when a job is no longer recorded: its end can never be observed.
 */
export const untilEnded = async (
  keys: readonly JobKey[],
  { known, every, timeout = Number.POSITIVE_INFINITY, signal, onEnd }: Waiting,
): Promise<readonly KnownJob[]> => {
  const endsAt = performance.now() + timeout;
  const ended: KnownJob[] = [];
  let waiting: readonly JobKey[] = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
  for (;;) {
    const jobs = await known.find(waiting);
    const pending = jobs.filter(isPending);
    for (const job of jobs.filter((one) => !isPending(one))) {
      ended.push(job);
      onEnd(job);
    }
    refuseForgotten(waiting, jobs);
    const leftMs = endsAt - performance.now();
    if (pending.length === 0 || leftMs <= 0) return [...ended, ...pending];
    waiting = pending;
    await pause(Math.min(every, leftMs), signal);
  }
};

const nameOf = ({ vaultArn, jobId }: JobKey): string => `${vaultArn} ${jobId}`;

const refuseForgotten = (waiting: readonly JobKey[], found: readonly JobKey[]): void => {
  const names = new Set(found.map(nameOf));
  const forgotten = waiting.filter((key) => !names.has(nameOf(key)));
  if (forgotten.length === 0) return;
  const ids = forgotten.map(({ jobId }) => jobId).join(', ');
  throw new CliError(
    `No longer recorded, or recorded in an unreadable row: ${ids}. The result of such a job is unknown. You can track an unrecorded job again with "jobs track" while Glacier still lists it.`,
  );
};
