import PQueue from 'p-queue';
import type { JobRequest } from '../../lambdas/core/initiation.ts';
import { createBackoffGate } from './backoff-gate.ts';
import type { Journal } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';
import { createRate } from './rate.ts';
import { type DoubtDeps, settleDoubts } from './settle-doubts.ts';
import { type StartResult, startAndTrack } from './start-and-track.ts';
import { nameOf } from './start-one.ts';
import type { StartPorts } from './start-ports.ts';
import type { StartedJob, StartReport, UnstartedArchive } from './start-report.ts';

/** Jobs to start, and how. */
export interface StartOrder extends DoubtDeps {
  readonly requests: readonly JobRequest[];
  readonly ratePerSecond: number;
  readonly ports: StartPorts;
  readonly journal: Journal;
  /** Hears of every job at once. */
  onStarted(job: StartedJob): void;
  /** Hears that so many more are dealt with, one way or another. */
  onDone(count: number): void;
}

/** So many requests may be under way: an answer takes less than a second as a rule. */
const CONCURRENCY = 10;

/** Starts and tracks jobs within a rate; what an earlier start has done is not done again. */
export const startMany = async (order: StartOrder): Promise<StartReport> => {
  const { requests, journal } = order;
  const halt = new AbortController();
  const signal = AbortSignal.any([order.signal, halt.signal]);
  const run = createRun(order, signal, halt);
  await adoptDoubtful(order);
  const todo = requests.filter((request) => !isDone(request, journal));
  const earlier = requests.length - todo.length;
  order.onDone(earlier);
  await runAll(todo, signal, run.handle);
  const { started, unstarted, halted, fault } = run;
  const left = todo.length - started.length - unstarted.length;
  return { started, unstarted, earlier, left, halted, unnoted: [...run.unnoted], fault };
};

const isDone = (request: JobRequest, journal: Journal): boolean =>
  journal.known.get(nameOf(request))?.state === 'tracked';

/** What an earlier start has sent before it crashed, which this process outlives, may have started a job. */
const adoptDoubtful = async (order: StartOrder): Promise<void> => {
  const { requests, journal } = order;
  const doubts = requests.flatMap((request) => {
    const entry = journal.entryOf(nameOf(request));
    return entry?.state === 'starting' ? [{ request, at: entry.at }] : [];
  });
  for (const { request, at, jobId } of await settleDoubts(doubts, PROCESS_START_MS, order)) {
    const archiveId = nameOf(request);
    if (jobId === undefined) journal.note({ archiveId, state: 'not-started', at });
    else journal.note({ archiveId, state: 'started', at, jobId });
  }
};

/** Where the clock of `performance.now` begins. A wall clock that was set makes any entry look old. */
const PROCESS_START_MS = 0;

const runAll = async (
  requests: readonly JobRequest[],
  signal: AbortSignal,
  handle: (request: JobRequest) => Promise<void>,
): Promise<void> => {
  const queue = new PQueue({ concurrency: CONCURRENCY });
  // What is under way goes on to its end: a request that was sent may have started a job.
  signal.addEventListener('abort', () => queue.clear(), { once: true });
  const wanted = signal.aborted ? [] : requests;
  await Promise.allSettled(wanted.map((request) => queue.add(() => handle(request))));
};

interface Run {
  readonly started: StartedJob[];
  readonly unstarted: UnstartedArchive[];
  readonly unnoted: Set<string>;
  halted: string | undefined;
  fault: unknown;
  handle(request: JobRequest): Promise<void>;
}

const createRun = (order: StartOrder, signal: AbortSignal, halt: AbortController): Run => {
  const stop = (fault: unknown): void => {
    run.fault ??= fault;
    halt.abort();
  };
  const deps = {
    ...order,
    signal,
    journal: keepingJobs(order.journal, stop, (jobId) => run.unnoted.add(jobId)),
    gate: createBackoffGate(Math.random),
    slot: createRate(order.ratePerSecond, signal),
  };
  const run: Run = {
    started: [],
    unstarted: [],
    unnoted: new Set(),
    halted: undefined,
    fault: undefined,
    handle: async (request) => {
      try {
        const result = await startAndTrack(request, deps);
        keep(run, result, halt);
        if (result.kind === 'running') order.onStarted(result.job);
      } catch (error) {
        stop(error);
      }
      order.onDone(1);
    },
  };
  return run;
};

/** A journal that cannot note a job ends the start, and must not lose the job's id. */
const keepingJobs = (
  journal: Journal,
  stop: (fault: unknown) => void,
  keepId: (jobId: string) => void,
): Journal => ({
  ...journal,
  note: (entry: JournalEntry) => {
    try {
      journal.note(entry);
    } catch (fault) {
      if (entry.jobId === undefined) throw fault;
      keepId(entry.jobId);
      stop(fault);
    }
  },
});

const keep = (run: Run, result: StartResult, halt: AbortController): void => {
  switch (result.kind) {
    case 'running':
      run.started.push(result.job);
      return;
    case 'interrupted':
      return;
    case 'hopeless':
      run.halted ??= result.message;
      halt.abort();
      return;
    case 'unsure':
    case 'busy':
    case 'refused':
    case 'duplicate':
      run.unstarted.push(result);
  }
};
