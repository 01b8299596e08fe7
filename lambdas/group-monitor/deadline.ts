import type { Deadline } from './deps.ts';

/** Time to finish the checks that were begun. */
const RESERVE_MS = 10_000;

/** Ends the work of an invocation early enough to finish the checks that were begun. */
export const deadlineOf =
  (remainingMs: () => number): Deadline =>
  () =>
    remainingMs() < RESERVE_MS;
