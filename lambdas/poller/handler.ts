import type { Instant } from '../core/instant.ts';
import { parseInstant } from '../core/instant.ts';
import {
  expiringWindow,
  type PolledKey,
  type PollWindow,
  planWindows,
  polledKeys,
  toTick,
} from '../core/poll-plan.ts';
import type { PollLeftover } from '../core/ports.ts';
import { mapInParallel } from './map-in-parallel.ts';
import type { Deadline, PollerDeps } from './poller-deps.ts';
import { runWindow } from './run-window.ts';

/** How many windows are queried at a time. */
const WINDOWS_AT_ONCE = 8;

/** How the poller is woken. */
export interface Poller {
  /** Looks at every job that is due at a tick of the schedule. */
  readonly tick: (scheduledTime: string | undefined, deadline: Deadline) => Promise<void>;
  /** Goes on with what a tick left. */
  readonly resume: (leftover: PollLeftover, deadline: Deadline) => Promise<void>;
}

/**
 * Creates the poller: it finds the jobs that are due, asks Glacier, and records what is news.
 *
 * A job still in progress costs one DescribeJob and no write. What does not fit into one run is handed
 * on through PollQueue.
 */
export const createPoller = (deps: PollerDeps): Poller => ({
  tick: async (scheduledTime, deadline) => {
    const now = deps.now();
    const tick = toTick(parseInstant(scheduledTime), now);
    const windows = await dueWindows(tick, now, deps);
    await mapInParallel(windows, WINDOWS_AT_ONCE, (window) =>
      runWindow({ tick, window, hops: 0 }, { deps, deadline }),
    );
  },
  resume: (leftover, deadline) => runWindow(leftover, { deps, deadline }),
});

const dueWindows = async (tick: Instant, now: Instant, deps: PollerDeps): Promise<PollWindow[]> => {
  const keys = polledKeys(deps.polling);
  const looks = await Promise.all(keys.map((key) => keyWindows(key, tick, deps)));
  return [expiringWindow(now, deps.policy.expiringLeadMinutes), ...looks.flat()];
};

const keyWindows = async (
  key: PolledKey,
  tick: Instant,
  { index }: PollerDeps,
): Promise<PollWindow[]> => {
  const span = await index.span(key.statusKey);
  return span === undefined ? [] : planWindows(key, tick, span);
};
