import type { Instant } from '../../../lambdas/core/instant.ts';
import type { Initiated, JobRequest } from '../../../operations/jobs/initiation.ts';
import type { Journal } from '../journal/journal.ts';
import type { StartPorts } from '../start-ports.ts';
import type { BackoffGate } from './backoff-gate.ts';
import { type ResolveDeps, resolveUnconfirmed } from './resolve-unconfirmed.ts';

/** What the start of one job works with. */
export interface StartDeps extends ResolveDeps {
  readonly ports: StartPorts;
  readonly journal: Journal;
  readonly gate: BackoffGate;
  /** Waits until the rate allows one more request; an interruption ends the wait. */
  readonly slot: () => Promise<void>;
}

/** The outcome of a request to start a job, sent or not. */
export type StartOutcome = Initiated | { readonly kind: 'interrupted' };

/** The maximum number of attempts for a request that Glacier throttles or does not answer. */
const MOST_TRIES = 8;

/**
 * Starts one job; retries the request only when no job can have been started.
 *
 * An answer that does not come leaves the start unconfirmed: then Glacier's list shows whether there is a job.
 */
export const startOne = async (
  request: JobRequest,
  deps: StartDeps,
  triesLeft = MOST_TRIES,
): Promise<StartOutcome> => {
  const { ports, journal, gate, signal } = deps;
  await gate.pass(signal);
  await deps.slot();
  if (signal.aborted) return { kind: 'interrupted' };
  const name = nameOf(request);
  const at = ports.clock.now();
  journal.note({ archiveId: name, state: 'starting', at });
  const result = await initiate(request, deps, at);
  switch (result.kind) {
    case 'started':
      gate.open();
      journal.note({ archiveId: name, state: 'started', at, jobId: result.jobId });
      return result;
    case 'unsure':
      return result;
    case 'busy':
      gate.close();
      journal.note({ archiveId: name, state: 'not-started', at });
      return triesLeft > 1 ? startOne(request, deps, triesLeft - 1) : result;
    case 'hopeless':
    case 'refused':
      journal.note({ archiveId: name, state: 'not-started', at });
      return result;
  }
};

/** The name of a job in the journal: an inventory has no archive. */
export const nameOf = ({ archiveId }: JobRequest): string => archiveId ?? 'inventory';

const initiate = async (request: JobRequest, deps: StartDeps, at: Instant): Promise<Initiated> => {
  const { ports, journal } = deps;
  try {
    const result = await ports.initiate(request);
    return result.kind === 'unsure' ? await lookUp(request, at, deps, result) : result;
  } catch (error) {
    journal.note({ archiveId: nameOf(request), state: 'not-started', at });
    throw error;
  }
};

/** Looks for the job that a request may have started; if there is none, the request can be retried. */
const lookUp = async (
  request: JobRequest,
  at: Instant,
  deps: StartDeps,
  unsure: Extract<Initiated, { kind: 'unsure' }>,
): Promise<Initiated> => {
  try {
    const [found] = await resolveUnconfirmed([{ request, at }], performance.now(), deps);
    if (found === undefined) return unsure;
    return found.jobId === undefined
      ? { kind: 'busy', message: unsure.message }
      : { kind: 'started', jobId: found.jobId };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return { kind: 'unsure', message: `${unsure.message}; the job list is unavailable: ${why}` };
  }
};
