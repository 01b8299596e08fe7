import type { Deadline } from '../core/function/deadline.ts';
import { type Instant, parseInstant } from '../core/instant.ts';
import {
  isEvery,
  isPollTick,
  type PolledKey,
  planWindows,
  polledKeys,
  toTick,
} from '../core/polling/plan.ts';
import type { Remainder } from '../core/polling/ports.ts';
import { createAdaptiveLimit } from './calls/adaptive-limit.ts';
import type { PollerDeps } from './deps.ts';
import { guardQuery } from './guard-query.ts';
import { measurePending } from './measure-pending.ts';
import { runPolls } from './polls/run-polls.ts';
import { runReminders } from './reminders/remind.ts';
import { requeue } from './requeue.ts';
import { beginRun, type PollRun } from './run.ts';
import { beginSweep, runAccountSweep, runSweep } from './sweep/sweep.ts';

const MEASURE_EVERY_MINUTES = 15;

/** How the poller is invoked. */
export interface Poller {
  /** Polls every job that is due at a tick of the schedule. */
  readonly tick: (scheduledTime: string | undefined, deadline: Deadline) => Promise<void>;
  /** Registers the unannounced jobs that Glacier lists. */
  readonly sweep: (deadline: Deadline) => Promise<void>;
  /** Continues with what a run left. */
  readonly resume: (remainder: Remainder, deadline: Deadline) => Promise<void>;
}

/**
 * Creates the poller: it finds the jobs that are due, asks Glacier, and records what is news.
 *
 * A job still in progress costs no write. What does not fit into one run is requeued through PollQueue.
 */
export const createPoller = (deps: PollerDeps): Poller => {
  const memory = {
    keys: polledKeys(deps.polling),
    limit: createAdaptiveLimit(deps.wait),
    expiredPolls: new Map(),
  };
  const perform = async (deadline: Deadline, act: (run: PollRun) => Promise<void>) => {
    const run = beginRun(deps, memory, deadline);
    await act(run);
    // Lambda or PollQueue invokes the run again, which does no harm.
    const [cause] = run.unsent;
    if (cause) throw new Error(`PollQueue refused ${run.unsent.length} remainders`, { cause });
  };
  return {
    tick: (scheduledTime, deadline) =>
      perform(deadline, (run) => runTick(toTick(parseInstant(scheduledTime), deps.now()), run)),
    sweep: (deadline) => perform(deadline, beginSweep),
    resume: (remainder, deadline) => perform(deadline, (run) => runPart(remainder, run)),
  };
};

const runTick = async (tick: Instant, run: PollRun): Promise<void> => {
  const { keys } = run;
  // First, because polls may take all the time there is.
  if (isEvery(MEASURE_EVERY_MINUTES, tick)) await measurePending(tick, run);
  const due = keys.filter((key) => isPollTick(key, tick));
  await Promise.all([runReminders(run), ...due.map((key) => pollKey(key, tick, run))]);
};

const pollKey = async (key: PolledKey, tick: Instant, run: PollRun): Promise<void> => {
  const { statusKey } = key;
  const readSpan = async () => (await run.deps.index.span(statusKey)) ?? 'empty';
  const span = await guardQuery({ statusKey }, readSpan, run);
  if (span === 'empty') return;
  const windows = planWindows(key, tick, span);
  const part = { kind: 'poll', windows, hops: 0 } as const;
  await (span ? runPolls(part, run) : requeue(part, run));
};

const runPart = (part: Remainder, run: PollRun): Promise<void> => {
  switch (part.kind) {
    case 'poll':
      return runPolls(part, run);
    case 'sweep':
      return runSweep(part, run);
    case 'vault-list':
      return runAccountSweep(part, run);
  }
};
