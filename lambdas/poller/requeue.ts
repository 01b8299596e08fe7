import type { PollLeftover } from '../core/poll-ports.ts';
import type { PollRun } from './poll-run.ts';

/** AWS stops a message that a function hands to itself after about 16 times. */
const MAX_HOPS = 10;

/** How long to leave Glacier alone when nothing gets through. */
const JAM_SECONDS = 60;

/**
 * Hands on what a run leaves, unless that has gone on for too long: then later looks take over.
 *
 * A queue that does not answer stops nothing else; the run fails when it has ended.
 */
export const handOn = async (left: PollLeftover, run: PollRun): Promise<void> => {
  const { pollQueue, log, metrics } = run.deps;
  if (left.hops >= MAX_HOPS) {
    metrics.count('PollGivenUp');
    return log.warn('poll.given-up', { left });
  }
  try {
    await pollQueue.send({ ...left, hops: left.hops + 1 }, run.calls.isJammed() ? JAM_SECONDS : 0);
    metrics.count('PollHandedOn');
  } catch (error) {
    run.unsent.push(error);
  }
};
