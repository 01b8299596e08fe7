/** Says whether the time to begin anything new is over. */
export type Deadline = () => boolean;

/** Time to finish the requests that were begun. */
const RESERVE_MS = 10_000;

/** Ends the work of an invocation early enough to finish what was begun; all times in milliseconds. */
export const deadlineOf =
  (remainingMs: () => number, reserveMs = RESERVE_MS): Deadline =>
  () =>
    remainingMs() < reserveMs;
