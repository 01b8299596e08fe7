import { createHash } from 'node:crypto';
import type { ByteRange } from './byte-range.ts';

/** The size of a leaf of a tree hash, and the grid of every byte range. */
export const MEBIBYTE = 1024 * 1024;

/**
 * Joins the SHA-256 hashes of an archive's mebibytes to the tree hash under which Glacier names it, in hex.
 *
 * {@link https://docs.aws.amazon.com/amazonglacier/latest/dev/checksum-calculations.html}
 */
export const joinLeaves = (leaves: readonly Buffer[]): string => {
  const [first, ...others] = leaves;
  if (first === undefined || others.length === 0) return (first ?? sha256()).toString('hex');
  return joinLeaves(
    Array.from({ length: Math.ceil(leaves.length / 2) }, (_, pair) => {
      const two = leaves.slice(2 * pair, 2 * pair + 2);
      return two.length === 1 && two[0] ? two[0] : sha256(...two);
    }),
  );
};

/**
 * Checks whether a part of an archive is a whole subtree of its tree hash: only then it has a hash.
 *
 * {@link https://docs.aws.amazon.com/amazonglacier/latest/dev/checksum-calculations-range.html}
 */
export const isTreeHashAligned = ({ start, end }: ByteRange, sizeInBytes: number): boolean => {
  const isLast = end === sizeInBytes - 1;
  const leaves = (end + 1 - start) / MEBIBYTE;
  const span = 2 ** Math.ceil(Math.log2(Math.ceil(leaves)));
  return (start / MEBIBYTE) % span === 0 && (isLast || leaves === span);
};

const sha256 = (...content: Buffer[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of content) hash.update(part);
  return hash.digest();
};
