import { firstIndex } from '../report/first-index.ts';

/** A clock that stands still while anything runs, and jumps to the next instant at which something is due. */
export interface VirtualTime {
  readonly nowMs: () => number;
  /** Resolves when so much virtual time has passed. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Lets time pass until nothing is due before an instant, or until stopped. */
  readonly runUntil: (endMs: number, isOver?: () => boolean) => Promise<void>;
}

interface Timer {
  readonly atMs: number;
  readonly wake: () => void;
}

/** Creates virtual time that begins at an instant. */
export const createVirtualTime = (startMs: number): VirtualTime => {
  /** The latest first; of those at the same instant, the one that was set last. */
  const timers: Timer[] = [];
  let now = startMs;
  return {
    nowMs: () => now,
    sleep: (ms) =>
      new Promise((wake) => {
        const atMs = now + Math.max(0, ms);
        const place = firstIndex(timers.length, (index) => (timers[index]?.atMs ?? 0) <= atMs);
        timers.splice(place, 0, { atMs, wake });
      }),
    runUntil: async (endMs, isOver = () => false) => {
      await settle();
      for (
        let next = timers.at(-1);
        next && next.atMs <= endMs && !isOver();
        next = timers.at(-1)
      ) {
        now = next.atMs;
        while (timers.at(-1)?.atMs === now) timers.pop()?.wake();
        await settle();
      }
      if (!isOver()) now = Math.max(now, endMs);
    },
  };
};

/** Lets everything run that can run without time passing. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
