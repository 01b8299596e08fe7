import type { Random } from '../../sandbox/glacier/seeded-random.ts';
import { type Heap, pop, push } from './heap.ts';

/** A timer that may be cancelled before it is due. */
export interface Timer {
  readonly cancel: () => void;
}

/** A clock that stands still while anything runs, and jumps to the next instant at which something is due. */
export interface VirtualTime {
  readonly nowMs: () => number;
  /** Resolves after this much virtual time. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Acts after this much virtual time, unless it is cancelled. */
  readonly after: (ms: number, act: () => void) => Timer;
  /** Lets time pass until nothing is due before an instant, or until stopped. */
  readonly runUntil: (endMs: number, isOver?: () => boolean) => Promise<void>;
}

interface Entry extends Timer {
  readonly atMs: number;
  readonly order: number;
  act: (() => void) | undefined;
}

const isEarlier = (a: Entry, b: Entry): boolean =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

/**
 * Creates virtual time that begins at an instant.
 *
 * Only one timer acts at a time, and everything that it lets run has run before the next one acts. The
 * random source decides which of the timers of the same instant is first.
 */
export const createVirtualTime = (startMs: number, random: Random): VirtualTime => {
  const timers: Heap<Entry> = { entries: [], isEarlier };
  const settle = createSettle();
  let now = startMs;
  const after = (ms: number, act: () => void): Timer => {
    const entry: Entry = {
      atMs: now + Math.max(0, ms),
      order: random(),
      act,
      cancel: () => {
        entry.act = undefined;
      },
    };
    push(timers, entry);
    return entry;
  };
  return {
    nowMs: () => now,
    after,
    sleep: (ms) => new Promise((resolve) => after(ms, resolve)),
    runUntil: async (endMs, isOver = () => false) => {
      await settle();
      const takeDue = () => {
        const isDue = (timers.entries[0]?.atMs ?? Number.POSITIVE_INFINITY) <= endMs;
        return isDue && !isOver() ? pop(timers) : undefined;
      };
      for (let next = takeDue(); next; next = takeDue()) {
        if (next.act === undefined) continue;
        now = next.atMs;
        next.act();
        await settle();
      }
      if (!isOver()) now = Math.max(now, endMs);
    },
  };
};

/** Immediates that are queued together share a turn of the event loop, which would cost more than a timer. */
const QUEUED = 64;

/** Creates what lets everything run that can run without time passing: all microtasks run before an immediate. */
const createSettle = (): (() => Promise<void>) => {
  let [queued, resume] = [0, () => {}];
  const run = () => {
    queued -= 1;
    resume();
  };
  return () =>
    new Promise((resolve) => {
      resume = resolve;
      for (; queued < QUEUED; queued += 1) setImmediate(run);
    });
};
