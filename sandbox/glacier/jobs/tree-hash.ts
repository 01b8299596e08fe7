import { createHash } from 'node:crypto';

/** The size of a leaf of a tree hash, and the grid of every byte range. */
export const MEBIBYTE = 1024 * 1024;

/**
 * Computes the SHA-256 tree hash under which Glacier names content, in hex.
 *
 * {@link https://docs.aws.amazon.com/amazonglacier/latest/dev/checksum-calculations.html}
 */
export const computeTreeHash = (content: Buffer): string => {
  const leaves = Array.from({ length: Math.max(1, Math.ceil(content.length / MEBIBYTE)) }, (_, i) =>
    sha256(content.subarray(i * MEBIBYTE, (i + 1) * MEBIBYTE)),
  );
  return joinPairs(leaves).toString('hex');
};

const joinPairs = ([first, ...others]: Buffer[]): Buffer => {
  if (first === undefined || others.length === 0) return first ?? sha256(Buffer.alloc(0));
  const level = [first, ...others];
  const parents = level
    .filter((_, i) => i % 2 === 0)
    .map((left, pair) => {
      const right = level[pair * 2 + 1];
      return right === undefined ? left : sha256(Buffer.concat([left, right]));
    });
  return joinPairs(parents);
};

const sha256 = (content: Buffer): Buffer => createHash('sha256').update(content).digest();
