import PQueue from 'p-queue';

/** Bounds the requests in flight, over all outputs, and adapts the bound to throttling. */
export interface RequestLimit {
  /** Runs a request when its turn comes: the lowest `turn` first. */
  run<Result>(turn: number, request: () => Promise<Result>): Promise<Result>;
  /** Called when Glacier throttles: halves the bound, at most once a second. */
  shrink(): void;
  /** Called when a request has succeeded: a full round of successes adds one. */
  grow(): void;
}

const SHRINK_EVERY_MS = 1000;

/** Creates a limit of at most `most` requests. */
export const createRequestLimit = (most: number): RequestLimit => {
  const queue = new PQueue({ concurrency: most });
  let successes = 0;
  let shrunkAt = Number.NEGATIVE_INFINITY;
  return {
    run: (turn, request) => queue.add(request, { priority: -turn }),
    shrink: () => {
      successes = 0;
      if (performance.now() - shrunkAt < SHRINK_EVERY_MS) return;
      shrunkAt = performance.now();
      queue.concurrency = Math.max(1, Math.floor(queue.concurrency / 2));
    },
    grow: () => {
      successes += 1;
      if (successes < queue.concurrency || queue.concurrency === most) return;
      successes = 0;
      queue.concurrency += 1;
    },
  };
};
