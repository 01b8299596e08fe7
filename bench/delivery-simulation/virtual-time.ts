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
  readonly order: number;
  readonly wake: () => void;
}

/** Creates virtual time that begins at an instant. */
export const createVirtualTime = (startMs: number): VirtualTime => {
  const timers: Timer[] = [];
  let now = startMs;
  let order = 0;
  return {
    nowMs: () => now,
    sleep: (ms) =>
      new Promise((wake) => {
        order += 1;
        push(timers, { atMs: now + Math.max(0, ms), order, wake });
      }),
    runUntil: async (endMs, isOver = () => false) => {
      await settle();
      for (let next = timers[0]; next && next.atMs <= endMs && !isOver(); next = timers[0]) {
        now = next.atMs;
        while (timers[0]?.atMs === now) pop(timers)?.wake();
        await settle();
      }
      if (!isOver()) now = Math.max(now, endMs);
    },
  };
};

/** Lets everything run that can run without time passing. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const isEarlier = (a: Timer, b: Timer): boolean =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

// A binary heap: a run has hundreds of thousands of timers.
const push = (heap: Timer[], timer: Timer): void => {
  let place = heap.push(timer) - 1;
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above];
    if (!parent || isEarlier(parent, timer)) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = timer;
};

const pop = (heap: Timer[]): Timer | undefined => {
  const [first] = heap;
  const last = heap.pop();
  if (!last || heap.length === 0) return first;
  let place = 0;
  for (;;) {
    const child = earlierChild(heap, place);
    const below = heap[child];
    if (!below || isEarlier(last, below)) break;
    heap[place] = below;
    place = child;
  }
  heap[place] = last;
  return first;
};

const earlierChild = (heap: readonly Timer[], place: number): number => {
  const [left, right] = [heap[2 * place + 1], heap[2 * place + 2]];
  return left && right && isEarlier(right, left) ? 2 * place + 2 : 2 * place + 1;
};
