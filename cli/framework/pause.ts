import { setTimeout as wait } from 'node:timers/promises';

/** The longest that a timer can wait: 24 days. */
const MOST_MS = 2 ** 31 - 1;

/** Waits for a number of milliseconds, or until the signal is aborted. */
export const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  try {
    await wait(Math.min(ms, MOST_MS), undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};
