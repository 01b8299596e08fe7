/**
 * How often a delivery may be received before it moves to the dead letters.
 *
 * Every attempt takes one receive; twice as many and ten leave room for throttling and crashes, which
 * count as well, so that only the sender itself decides that a delivery is exhausted.
 */
export const maxReceiveCount = (retryScheduleSeconds: readonly number[]): number =>
  2 * (retryScheduleSeconds.length + 1) + 10;
