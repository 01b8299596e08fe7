import type { Instant } from '../../../lambdas/core/instant.ts';
import { findStarted, type JobRequest } from '../../../operations/jobs/initiation.ts';
import { pause } from '../../framework/pause.ts';
import { LONG_AGO } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { StartPorts } from '../start-ports.ts';

/** A request that was sent and whose result is unknown. */
export interface UnconfirmedStart {
  readonly request: JobRequest;
  readonly at: Instant;
}

/** An unconfirmed start with its job, if it has one. */
export interface ResolvedStart extends UnconfirmedStart {
  readonly jobId?: string | undefined;
}

/** What resolving unconfirmed starts works with. */
export interface ResolveDeps {
  readonly ports: Pick<StartPorts, 'listJobs'>;
  readonly journal: Pick<Journal, 'known'>;
  readonly signal: AbortSignal;
  /**
   * Whether archives are started although a job of theirs can be fetched: then only a job that was
   * created after the request, by this machine's clock, is taken for its own.
   *
   * @default false - the newest job of the archive will do that has not failed and can be fetched, whatever the clocks say
   */
  readonly again?: boolean | undefined;
  /** How long Glacier takes to list a job, in milliseconds. @default 10 s */
  readonly listedAfterMs?: number | undefined;
}

/**
 * How long Glacier takes to list a job that it has started, as observed.
 *
 * This is not documented. A job that is listed later would be started twice.
 */
const LISTED_AFTER_MS = 10_000;

/**
 * Looks the jobs up in Glacier's job list of one vault; an interruption resolves none.
 *
 * @param endedAtMs - when the last of the requests ended, by the monotonic clock of this process
 */
export const resolveUnconfirmed = async (
  unconfirmed: readonly UnconfirmedStart[],
  endedAtMs: number,
  deps: ResolveDeps,
): Promise<readonly ResolvedStart[]> => {
  const { ports, journal, signal, again, listedAfterMs = LISTED_AFTER_MS } = deps;
  const [first] = unconfirmed;
  if (first === undefined) return [];
  await pause(Math.max(0, endedAtMs + listedAfterMs - performance.now()), signal);
  if (signal.aborted) return [];
  const taken = new Set([...journal.known.values()].map(({ jobId }) => jobId));
  const listed = await ports.listJobs(first.request.vaultArn);
  const free = listed.filter(
    ({ key, details }) => !taken.has(key.jobId) && details.statusCode !== 'Failed',
  );
  return unconfirmed.map((start) => ({
    ...start,
    jobId: findStarted(start.request, again ? start.at : LONG_AGO, free)?.jobId,
  }));
};
