import type { PollLeftover } from '../core/poll-ports.ts';
import type { PollRun } from './poll-run.ts';

/** AWS stops a message that a function hands to itself after about 16 times. */
const MAX_HOPS = 10;

/** How long to leave Glacier alone when nothing gets through. */
const JAM_SECONDS = 60;

/** Hands on what a run leaves, unless that has gone on for too long: then later looks take over. */
export const handOn = async (
  left: PollLeftover,
  { deps: { pollQueue, log, metrics }, calls }: PollRun,
): Promise<void> => {
  if (left.hops >= MAX_HOPS) {
    metrics.count('PollGivenUp');
    return log.warn('poll.given-up', { left });
  }
  metrics.count('PollHandedOn');
  await pollQueue.send({ ...left, hops: left.hops + 1 }, calls.isJammed() ? JAM_SECONDS : 0);
};
