import { createHash } from 'node:crypto';

/** The size of a leaf of Glacier's tree hash. */
export const MEBIBYTE = 2 ** 20;

/**
 * Joins the tree hashes of consecutive ranges to the tree hash of all of them, in hex.
 *
 * All ranges but the last must have the same size: a power of two mebibytes.
 * @see https://docs.aws.amazon.com/amazonglacier/latest/dev/checksum-calculations.html
 */
export const joinTreeHashes = (hashes: readonly string[]): string => {
  const [first = EMPTY] = hashes;
  if (hashes.length < 2) return first;
  const pairs = Array.from({ length: Math.ceil(hashes.length / 2) }, (_, pair) =>
    hashes.slice(2 * pair, 2 * pair + 2),
  );
  return joinTreeHashes(pairs.map((pair) => (pair.length === 1 ? pair.join('') : joinPair(pair))));
};

const joinPair = (pair: readonly string[]): string =>
  createHash('sha256')
    .update(Buffer.from(pair.join(''), 'hex'))
    .digest('hex');

const EMPTY = createHash('sha256').digest('hex');

/** Computes a tree hash of bytes that arrive in chunks of any size. */
export interface TreeHasher {
  /** Adds the next bytes. */
  update(chunk: Uint8Array): void;
  /** Ends the computation and returns the hash in hex. */
  digest(): string;
}

/** Creates a hasher; it keeps one hash a mebibyte. */
export const createTreeHasher = (): TreeHasher => {
  const leaves: string[] = [];
  let leaf = createHash('sha256');
  let room = MEBIBYTE;
  return {
    update: (chunk) => {
      for (let offset = 0; offset < chunk.length; ) {
        const piece = chunk.subarray(offset, offset + room);
        leaf.update(piece);
        offset += piece.length;
        room -= piece.length;
        if (room > 0) continue;
        leaves.push(leaf.digest('hex'));
        leaf = createHash('sha256');
        room = MEBIBYTE;
      }
    },
    digest: () => joinTreeHashes(room < MEBIBYTE ? [...leaves, leaf.digest('hex')] : leaves),
  };
};
