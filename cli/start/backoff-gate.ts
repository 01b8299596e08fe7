import { pause } from '../framework/pause.ts';

/** Holds everybody back while Glacier is busy, longer each time. */
export interface BackoffGate {
  /** Waits as long as it is closed. */
  pass(signal: AbortSignal): Promise<void>;
  /** Glacier was busy. */
  close(): void;
  /** Glacier took a request. */
  open(): void;
}

const FIRST_MS = 1000;
const MOST_MS = 60_000;

/** Creates an open gate. */
export const createBackoffGate = (random: () => number): BackoffGate => {
  let waitMs = FIRST_MS;
  let closedUntil = 0;
  return {
    pass: (signal) => pause(Math.max(0, closedUntil - performance.now()), signal),
    close: () => {
      const now = performance.now();
      // Several requests that were under way together count as one.
      if (closedUntil > now) return;
      closedUntil = now + waitMs * (0.5 + random() / 2);
      waitMs = Math.min(2 * waitMs, MOST_MS);
    },
    open: () => {
      waitMs = FIRST_MS;
    },
  };
};
