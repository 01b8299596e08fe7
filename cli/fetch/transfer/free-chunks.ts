import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How many bytes of garbage may gather. */
const MOST_GARBAGE = 4 * 2 ** 20;

/**
 * Creates what frees the chunks that have been read, called with the length of each.
 *
 * A chunk is a small object with 64 kB outside of V8's heap: by itself, V8 lets 100 MB of them gather.
 */
export const createChunkRelease = (): ((length: number) => void) => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  let garbage = 0;
  return (length) => {
    garbage += length;
    if (garbage < MOST_GARBAGE || typeof collect !== 'function') return;
    garbage = 0;
    collect({ type: 'minor' });
  };
};
