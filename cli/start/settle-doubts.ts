import { findStarted, type JobRequest } from '../../lambdas/core/initiation.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import { pause } from '../framework/pause.ts';
import type { Journal } from './journal.ts';
import type { StartPorts } from './start-ports.ts';

/** A request that was sent, and of which nobody knows whether it has started a job. */
export interface Doubt {
  readonly request: JobRequest;
  readonly at: Instant;
}

/** A doubt that is settled: with a job, or with none. */
export interface SettledDoubt extends Doubt {
  readonly jobId?: string | undefined;
}

/** What settling doubts works with. */
export interface DoubtDeps {
  readonly ports: Pick<StartPorts, 'listJobs' | 'clock'>;
  readonly journal: Pick<Journal, 'known'>;
  readonly signal: AbortSignal;
}

/**
 * How long it takes until Glacier lists a job that it has started, as far as is known.
 *
 * Nothing is documented. A job that is listed later than this would be started twice.
 */
const LISTED_AFTER_MS = 10_000;

/** Looks the jobs up in Glacier's list of one vault's jobs; an interruption settles none. */
export const settleDoubts = async (
  doubts: readonly Doubt[],
  { ports, journal, signal }: DoubtDeps,
): Promise<readonly SettledDoubt[]> => {
  const [first] = doubts;
  if (first === undefined) return [];
  const youngest = Math.max(...doubts.map(({ at }) => Date.parse(at)));
  const ageMs = Date.parse(ports.clock.now()) - youngest;
  await pause(Math.max(0, LISTED_AFTER_MS - ageMs), signal);
  if (signal.aborted) return [];
  const taken = new Set([...journal.known.values()].map(({ jobId }) => jobId));
  const listed = await ports.listJobs(first.request.vaultArn);
  const free = listed.filter(({ key }) => !taken.has(key.jobId));
  return doubts.map((doubt) => ({
    ...doubt,
    jobId: findStarted(doubt.request, doubt.at, free)?.jobId,
  }));
};
