import type { ByteRange } from './byte-range.ts';

/** The size of a leaf of a tree hash, and the grid of every byte range. */
export const MEBIBYTE = 1024 * 1024;

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
