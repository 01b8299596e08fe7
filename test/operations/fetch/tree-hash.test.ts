import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTreeHasher, joinTreeHashes, MEBIBYTE } from '../../../operations/fetch/tree-hash.ts';
import { treeHashBySdk } from '../../support/sdk-tree-hash.ts';

const bytesOf = (size: number, seed: number) =>
  Buffer.alloc(size, Buffer.from(`${seed} of the archive;`.repeat(3)));
const hashOf = (chunks: Iterable<Uint8Array>) => {
  const hasher = createTreeHasher();
  for (const chunk of chunks) hasher.update(chunk);
  return hasher.digest();
};

it('equals the hash of the SDK, however the bytes are cut into chunks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 * MEBIBYTE }),
      fc.integer({ min: 1, max: 3 * MEBIBYTE }),
      fc.integer(),
      async (size, chunkSize, seed) => {
        const bytes = bytesOf(size, seed);
        const chunks: Buffer[] = [];
        for (let at = 0; at < size; at += chunkSize)
          chunks.push(bytes.subarray(at, at + chunkSize));

        expect(hashOf(chunks)).toBe(await treeHashBySdk([bytes]));
      },
    ),
    {
      numRuns: 20,
      examples: [
        [MEBIBYTE, MEBIBYTE, 1],
        [2 * MEBIBYTE, 1000, 1],
      ],
    },
  );
});

it('joins the hashes of ranges of a power of two to the hash of the SDK', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 * MEBIBYTE }),
      fc.constantFrom(1, 2, 4, 8),
      fc.integer(),
      async (size, leaves, seed) => {
        const bytes = bytesOf(size, seed);
        const hashes: string[] = [];
        for (let at = 0; at < size; at += leaves * MEBIBYTE) {
          hashes.push(hashOf([bytes.subarray(at, at + leaves * MEBIBYTE)]));
        }

        expect(joinTreeHashes(hashes)).toBe(await treeHashBySdk([bytes]));
      },
    ),
    { numRuns: 20 },
  );
});

it('of no bytes is the plain hash of none', () => {
  expect(joinTreeHashes([])).toMatch(/^e3b0c442/);
});
