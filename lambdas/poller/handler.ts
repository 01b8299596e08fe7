import { type Instant, parseInstant } from '../core/instant.ts';
import { isGridTick } from '../core/poll-grid.ts';
import { expiringWindow, planWindows, polledKeys, type Span, toTick } from '../core/poll-plan.ts';
import type { PollLeftover } from '../core/poll-ports.ts';
import type { PollWindow } from '../core/poll-window.ts';
import { createAdaptiveLimit } from './calls/adaptive-limit.ts';
import { countOverdue } from './count-overdue.ts';
import { guardQuery } from './guard-query.ts';
import { mapInParallel } from './map-in-parallel.ts';
import { isMeasuringTick, measurePending } from './measure-pending.ts';
import { beginRun, type PollRun } from './poll-run.ts';
import type { Deadline, PollerDeps } from './poller-deps.ts';
import { runLooks } from './polls/run-polls.ts';
import { runReminders } from './reminders/remind.ts';
import { handOn } from './requeue.ts';
import { runGrid } from './run-grid.ts';
import { beginSweep, runAccountSweep, runSweep } from './sweep/sweep.ts';
import { createVaultLessons } from './vault-lessons.ts';

/** How many windows are queried at a time. */
const WINDOWS_AT_ONCE = 8;

/** How the poller is woken. */
export interface Poller {
  /** Looks at every job that is due at a tick of the schedule. */
  readonly tick: (scheduledTime: string | undefined, deadline: Deadline) => Promise<void>;
  /** Registers the jobs that Glacier lists and nobody announced. */
  readonly sweep: (deadline: Deadline) => Promise<void>;
  /** Goes on with what a run left. */
  readonly resume: (leftover: PollLeftover, deadline: Deadline) => Promise<void>;
}

/**
 * Creates the poller: it finds the jobs that are due, asks Glacier, and records what is news.
 *
 * A job still in progress costs no write. What does not fit into one run is handed on through
 * PollQueue.
 */
export const createPoller = (deps: PollerDeps): Poller => {
  const memory = {
    keys: polledKeys(deps.polling),
    limit: createAdaptiveLimit(deps.wait),
    lessons: createVaultLessons(),
    expiredPolls: new Map(),
  };
  const perform = async (deadline: Deadline, act: (run: PollRun) => Promise<void>) => {
    const run = beginRun(deps, memory, deadline);
    await act(run);
    // Lambda or PollQueue invokes the run again, which does no harm.
    const [cause] = run.unsent;
    if (cause) throw new Error(`PollQueue refused ${run.unsent.length} leftovers`, { cause });
  };
  return {
    tick: (scheduledTime, deadline) =>
      perform(deadline, (run) => runTick(toTick(parseInstant(scheduledTime), deps.now()), run)),
    sweep: (deadline) => perform(deadline, beginSweep),
    resume: (leftover, deadline) => perform(deadline, (run) => runPart(leftover, run)),
  };
};

const runTick = async (tick: Instant, run: PollRun): Promise<void> => {
  const { keys } = run;
  const spans = await readSpans(
    keys.map(({ statusKey }) => statusKey),
    run,
  );
  const looks = keys.flatMap((key) => {
    const span = spans.get(key.statusKey);
    return span ? planWindows(key, tick, span) : [];
  });
  const windows = [expiringWindow(run.deps.now(), run.deps.policy.expiringLeadMinutes), ...looks];
  // First, because looks may take all the time there is.
  if (isGridTick(tick)) await countOverdue(tick, spans, run);
  if (isMeasuringTick(tick)) await measurePending(tick, spans, run);
  await mapInParallel(windows, WINDOWS_AT_ONCE, (window) => runWindow(tick, window, run));
};

const readSpans = async (
  statusKeys: readonly string[],
  run: PollRun,
): Promise<ReadonlyMap<string, Span>> => {
  const spans = new Map<string, Span>();
  await mapInParallel(statusKeys, statusKeys.length, async (statusKey) => {
    const span = await guardQuery({ statusKey }, () => run.deps.index.span(statusKey), run);
    if (span) spans.set(statusKey, span);
  });
  return spans;
};

// A window whose query fails must not cost the others their look.
const runWindow = async (tick: Instant, window: PollWindow, run: PollRun): Promise<void> => {
  const part = { kind: 'window', tick, window, hops: 0 } as const;
  const act = async () => {
    await runPart(part, run);
    return 'done' as const;
  };
  if ((await guardQuery({ window }, act, run)) === undefined) await handOn(part, run);
};

const runPart = (part: PollLeftover, run: PollRun): Promise<void> => {
  if (part.kind === 'sweep') return runSweep(part, run);
  if (part.kind === 'vault-list') return runAccountSweep(part, run);
  if (part.window.statusKey === 'Succeeded') return runReminders(part, run);
  return part.window.isGrid ? runGrid(part, run) : runLooks(part, run);
};
