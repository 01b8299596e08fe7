import PQueue from 'p-queue';
import type { JobRequest } from '../../../operations/jobs/initiation.ts';
import { pause } from '../../framework/pause.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { StartedJob, StartReport, UnstartedArchive } from '../report/start-report.ts';
import type { StartPorts } from '../start-ports.ts';
import { createBackoffGate } from './backoff-gate.ts';
import { type ResolveDeps, resolveUnconfirmed } from './resolve-unconfirmed.ts';
import { startAndTrack } from './start-and-track.ts';
import { nameOf } from './start-one.ts';

/**
 * Creates a rate limiter: each call waits for its turn; an interruption ends every wait.
 *
 * Not by PQueue, whose rate follows the wall clock: when that is set back, turns wait for as long.
 */
export const createRate = (perSecond: number, signal: AbortSignal): (() => Promise<void>) => {
  let nextAt = 0;
  return () => {
    const now = performance.now();
    const at = Math.max(now, nextAt);
    nextAt = at + 1000 / perSecond;
    return pause(at - now, signal);
  };
};

/** Jobs to start, and how. */
export interface StartOrder extends ResolveDeps {
  readonly requests: readonly JobRequest[];
  readonly ratePerSecond: number;
  readonly ports: StartPorts;
  readonly journal: Journal;
  /** Called for each job as soon as it is started. */
  onStarted(job: StartedJob): void;
  /** Called with the number of further requests that are done, whatever their result. */
  onDone(count: number): void;
}

/** The maximum number of requests in flight: a response usually takes less than a second. */
const CONCURRENCY = 10;

/** Starts and tracks jobs within a rate limit; skips what an earlier start has done. */
export const startMany = async (order: StartOrder): Promise<StartReport> => {
  const { requests, journal } = order;
  const halt = new AbortController();
  const signal = AbortSignal.any([order.signal, halt.signal]);
  await adoptUnconfirmed(order);
  const todo = requests.filter((request) => journal.entryOf(nameOf(request))?.state !== 'tracked');
  const earlier = requests.length - todo.length;
  order.onDone(earlier);
  const run: Run = { started: [], unstarted: [], unnoted: new Set() };
  await runAll(todo, signal, createHandle(order, run, halt, signal));
  const { started, unstarted, halted, fault } = run;
  const left = todo.length - started.length - unstarted.length;
  return { started, unstarted, earlier, left, halted, unnoted: [...run.unnoted], fault };
};

/** Requests that an earlier start sent before it crashed may have started jobs. */
const adoptUnconfirmed = async (order: StartOrder): Promise<void> => {
  const { requests, journal } = order;
  const starts = requests.flatMap((request) => {
    const entry = journal.entryOf(nameOf(request));
    return entry?.state === 'starting' ? [{ request, at: entry.at }] : [];
  });
  for (const { request, at, jobId } of await resolveUnconfirmed(starts, PROCESS_START_MS, order)) {
    const state = jobId === undefined ? 'not-started' : 'started';
    journal.note({ archiveId: nameOf(request), state, at, jobId });
  }
};

/** The origin of `performance.now`: unlike the wall clock, it cannot be set. */
const PROCESS_START_MS = 0;

const runAll = async (
  requests: readonly JobRequest[],
  signal: AbortSignal,
  handle: (request: JobRequest) => Promise<void>,
): Promise<void> => {
  const queue = new PQueue({ concurrency: CONCURRENCY });
  // Requests in flight run to completion: they may have started jobs.
  signal.addEventListener('abort', () => queue.clear(), { once: true });
  const wanted = signal.aborted ? [] : requests;
  await Promise.allSettled(wanted.map((request) => queue.add(() => handle(request))));
};

interface Run {
  readonly started: StartedJob[];
  readonly unstarted: UnstartedArchive[];
  readonly unnoted: Set<string>;
  halted?: string;
  fault?: unknown;
}

/** Creates the handler of one request, which keeps the result; a fault ends the whole start. */
const createHandle = (order: StartOrder, run: Run, halt: AbortController, signal: AbortSignal) => {
  const stop = (fault: unknown): void => {
    run.fault ??= fault;
    halt.abort();
  };
  // A journal that cannot note a job must not lose the job's id.
  const note = (entry: JournalEntry): void => {
    try {
      order.journal.note(entry);
    } catch (fault) {
      if (entry.jobId === undefined) throw fault;
      if (entry.state === 'started') run.unnoted.add(entry.jobId);
      stop(fault);
    }
  };
  const deps = {
    ...order,
    signal,
    journal: { ...order.journal, note },
    gate: createBackoffGate(Math.random),
    slot: createRate(order.ratePerSecond, signal),
  };
  return async (request: JobRequest): Promise<void> => {
    try {
      const result = await startAndTrack(request, deps);
      if (result.kind === 'running') {
        run.started.push(result.job);
        order.onStarted(result.job);
      } else if (result.kind === 'hopeless') {
        run.halted ??= result.message;
        halt.abort();
      } else if (result.kind !== 'interrupted') {
        run.unstarted.push({ ...result, archiveId: nameOf(request) });
      }
    } catch (error) {
      stop(error);
    }
    order.onDone(1);
  };
};
