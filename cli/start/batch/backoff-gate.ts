import { pause } from '../../framework/pause.ts';

/** Delays all requests while Glacier is throttling, longer each time. */
export interface BackoffGate {
  /** Waits while the gate is closed. */
  pass(signal: AbortSignal): Promise<void>;
  /** Called when Glacier throttles a request. */
  close(): void;
  /** Called when Glacier accepts a request. */
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
      // Several requests in flight together count as one.
      if (closedUntil > now) return;
      closedUntil = now + waitMs * (0.5 + random() / 2);
      waitMs = Math.min(2 * waitMs, MOST_MS);
    },
    open: () => {
      waitMs = FIRST_MS;
    },
  };
};
