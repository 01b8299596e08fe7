/**
 * The maximum receive count of a delivery before it moves to the dead-letter queue.
 *
 * Every attempt takes one receive; twice that plus ten leaves room for throttling and crashes, which
 * also count, so that only the sender decides that a delivery is exhausted.
 */
export const maxReceiveCount = (retryScheduleSeconds: readonly number[]): number =>
  2 * (retryScheduleSeconds.length + 1) + 10;
