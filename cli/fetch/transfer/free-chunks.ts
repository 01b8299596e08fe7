import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How many bytes of chunks may gather before the young ones are freed, and how often all are. */
const MOST_GARBAGE = 4 * 2 ** 20;
const ALL_EVERY = 8;

/**
 * Creates what frees the chunks that have been read, called with the length of each.
 *
 * A chunk is a small object with 64 kB outside of V8's heap: by itself, V8 lets 100 MB of them gather,
 * and lets its young generation grow by 40 MB.
 */
export const createChunkRelease = (): ((length: number) => void) => {
  setFlagsFromString('--expose-gc');
  setFlagsFromString('--semi-space-growth-factor=1');
  const collect: unknown = runInNewContext('gc');
  let garbage = 0;
  let rounds = 0;
  return (length) => {
    garbage += length;
    if (garbage < MOST_GARBAGE || typeof collect !== 'function') return;
    garbage = 0;
    rounds += 1;
    collect({ type: rounds % ALL_EVERY === 0 ? 'major' : 'minor' });
  };
};
