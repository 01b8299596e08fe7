import type { PollLeftover } from '../core/ports.ts';
import { lookAt } from './look-at.ts';
import { mapInParallel } from './map-in-parallel.ts';
import type { Deadline, PollerDeps } from './poller-deps.ts';
import { remind } from './remind.ts';

/** How many jobs of a window are looked at a time. */
const LOOKS_AT_ONCE = 4;

/** AWS stops a message that a function hands to itself after about 16 times. */
const MAX_HOPS = 10;

/** Looks at the jobs of one window, page by page, and hands on what there is no time for. */
export const runWindow = async (
  part: PollLeftover,
  { deps, deadline }: { deps: PollerDeps; deadline: Deadline },
): Promise<void> => {
  const act = part.window.statusKey === 'Succeeded' ? remind : lookAt;
  let { startKey } = part;
  do {
    if (deadline()) return handOn({ ...part, startKey }, deps);
    const page = await deps.index.page(part.window, startKey);
    await mapInParallel(page.keys, LOOKS_AT_ONCE, (key) => act(key, deps));
    startKey = page.next;
  } while (startKey !== undefined);
};

const handOn = async (left: PollLeftover, { pollQueue, log, metrics }: PollerDeps) => {
  if (left.hops >= MAX_HOPS) {
    metrics.count('PollGivenUp');
    return log.warn('poll.given-up', { window: left.window, hops: left.hops });
  }
  metrics.count('PollHandedOn');
  await pollQueue.send({ ...left, hops: left.hops + 1 });
};
