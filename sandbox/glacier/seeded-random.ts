/** Draws the next number from [0, 1). */
export type Random = () => number;

/**
 * Makes a reproducible random source (mulberry32).
 *
 * A purpose of its own gives each use its own stream: switching a fault on moves no job's duration.
 * Without a purpose the stream is that of the seed alone.
 */
export const createRandom = (seed: number, purpose = ''): Random => {
  let state = seed;
  for (const letter of purpose) {
    state = Math.imul(state ^ letter.charCodeAt(0), 0x9e3779b1);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const once = Math.imul(state ^ (state >>> 15), state | 1);
    const twice = once ^ (once + Math.imul(once ^ (once >>> 7), once | 61));
    return ((twice ^ (twice >>> 14)) >>> 0) / 2 ** 32;
  };
};
