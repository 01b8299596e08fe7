import type { JobKey } from '../../lambdas/core/evidence.ts';
import type { KnownJob, KnownJobs } from '../../lambdas/core/poll-ports.ts';
import { CliError } from '../framework/cli-error.ts';
import { pause } from '../framework/pause.ts';
import { isPending } from './job-outcome.ts';

/** How to wait. */
export interface Waiting {
  /** Reads with strong consistency. */
  readonly known: KnownJobs;
  /** How often to look, in milliseconds. */
  readonly every: number;
  /** How long to wait at most, in milliseconds. @default - for ever */
  readonly timeout?: number | undefined;
  readonly signal: AbortSignal;
  /** Hears of every end at once. */
  onEnd(job: KnownJob): void;
}

/**
 * Waits until every job has ended or the time is up, and tells of each once, however often it is named.
 *
 * @throws CliError when a job is no longer recorded: nobody will ever know of its end.
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
    `No longer recorded, or in a row that cannot be read: ${ids}. How such a job ended is unknown. A job that is not recorded can be tracked again as long as Glacier knows it.`,
  );
};
