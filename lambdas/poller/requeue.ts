import type { Remainder } from '../core/polling/ports.ts';
import type { PollRun } from './run.ts';

/** AWS stops a message that a function sends to itself after about 16 times. */
const MAX_HOPS = 10;

/** How long to leave Glacier alone when nothing gets through. */
const THROTTLED_SECONDS = 60;

/**
 * Sends the remainder of a run to PollQueue, up to ten times; after that, later polls take over.
 *
 * A queue that does not answer stops nothing else; the run fails when it has ended.
 */
export const requeue = async (remainder: Remainder, run: PollRun): Promise<void> => {
  const { pollQueue, log, metrics } = run.deps;
  if (remainder.hops >= MAX_HOPS) {
    metrics.count('PollGivenUp');
    return log.warn('poll.given-up', { remainder });
  }
  try {
    const delaySeconds = run.calls.isThrottled() ? THROTTLED_SECONDS : 0;
    await pollQueue.send({ ...remainder, hops: remainder.hops + 1 }, delaySeconds);
    metrics.count('PollRequeued');
  } catch (error) {
    run.unsent.push(error);
  }
};
