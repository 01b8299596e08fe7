import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { computeTreeHash } from '../../../../sandbox/glacier/jobs/tree-hash.ts';

const MIB = 1024 * 1024;
const sha = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const leaf = (i: number, bytes = MIB) => Buffer.alloc(bytes, `leaf ${i};`);
const leaves = (count: number) => Array.from({ length: count }, (_, i) => leaf(i));

it('is the plain hash of content up to one mebibyte', () => {
  expect(computeTreeHash(Buffer.alloc(0))).toBe(sha().toString('hex'));
  expect(computeTreeHash(leaf(0))).toBe(sha(leaf(0)).toString('hex'));
});

it('joins mebibytes in pairs, and passes an odd one up', () => {
  const [a, b, c, d, e] = [0, 1, 2, 3, 4].map((i) => sha(leaf(i))) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ];
  const whole = Buffer.concat(leaves(5));

  expect(computeTreeHash(whole.subarray(0, 2 * MIB))).toBe(sha(a, b).toString('hex'));
  expect(computeTreeHash(whole.subarray(0, 3 * MIB))).toBe(sha(sha(a, b), c).toString('hex'));
  expect(computeTreeHash(whole)).toBe(sha(sha(sha(a, b), sha(c, d)), e).toString('hex'));
});

it('hashes a last leaf that is not full', () => {
  const tail = leaf(1, 17);

  expect(computeTreeHash(Buffer.concat([leaf(0), tail]))).toBe(
    sha(sha(leaf(0)), sha(tail)).toString('hex'),
  );
});
