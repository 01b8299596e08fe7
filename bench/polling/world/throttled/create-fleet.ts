import type { Remainder } from '../../../../lambdas/core/polling/ports.ts';
import type { PollerDeps } from '../../../../lambdas/poller/deps.ts';
import { createPoller, type Poller } from '../../../../lambdas/poller/handler.ts';
import { readPollMessage } from '../../../../lambdas/poller/poll-message.ts';
import type { VirtualTime } from '../../../../simulation/engine/virtual-time.ts';
import type { ReachGlacier } from './metered-glacier.ts';

const MINUTE_MS = 60_000;
/** A run of 60 s, of which the function keeps 15 s in reserve. */
const DEADLINE_MS = 45_000;

interface Copy {
  readonly poller: Poller;
  tick: number;
}

/** What the copies share. */
export interface FleetOptions {
  readonly time: VirtualTime;
  readonly deps: Omit<PollerDeps, 'glacier' | 'pollQueue'>;
  readonly reach: ReachGlacier;
  /** How many messages of PollQueue are worked on at once. */
  readonly consumers: number;
}

/** Creates copies of the poller as Lambda does, one for each run at once: each finds its own pace. */
export const createFleet = ({ time, deps, reach, consumers }: FleetOptions) => {
  const idle: Copy[] = [];
  const waiting: Remainder[] = [];
  let [consuming, longestRunMs] = [0, 0];
  const createCopy = (): Copy => {
    const send: PollerDeps['pollQueue']['send'] = (remainder, delaySeconds) => {
      void time.sleep(delaySeconds * 1000).then(() => {
        waiting.push(remainder);
        void consume();
      });
      return Promise.resolve();
    };
    const glacier = reach(() => copy.tick);
    const copy = { tick: 0, poller: createPoller({ ...deps, glacier, pollQueue: { send } }) };
    return copy;
  };
  const invoke = async (
    tick: number,
    act: (poller: Poller, deadline: () => boolean) => Promise<void>,
  ): Promise<void> => {
    const copy = idle.pop() ?? createCopy();
    const startedAt = time.nowMs();
    copy.tick = tick;
    await act(copy.poller, () => time.nowMs() >= startedAt + DEADLINE_MS);
    longestRunMs = Math.max(longestRunMs, time.nowMs() - startedAt);
    idle.push(copy);
  };
  const consume = async (): Promise<void> => {
    const next = consuming < consumers ? waiting.shift() : undefined;
    if (next === undefined) return;
    const body = JSON.stringify(next);
    consuming += 1;
    await invoke(tickOf(next), (poller, deadline) =>
      poller.resume(readPollMessage(body), deadline),
    );
    consuming -= 1;
    void consume();
  };
  return {
    longestRunMs: () => longestRunMs,
    tick: (tick: number) =>
      invoke(tick, (poller, deadline) => poller.tick(new Date(tick).toISOString(), deadline)),
  };
};

/** The tick at which a remainder was due. */
const tickOf = (remainder: Remainder): number => {
  const [window] = remainder.kind === 'poll' ? remainder.windows : [];
  return window ? Date.parse(window.upTo) + window.ageMinutes * MINUTE_MS : 0;
};
