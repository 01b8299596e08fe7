import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lengthOf, planRanges } from '../../../operations/fetch/ranges.ts';
import { MEBIBYTE } from '../../../operations/fetch/tree-hash.ts';
import { anArchive } from './an-output.ts';

const GIBIBYTE = 1024 * MEBIBYTE;
const plan = (sizeInBytes: number) => planRanges(anArchive({ sizeInBytes }));

it.each([
  [1, 1, 1],
  [64 * MEBIBYTE, 1, 64 * MEBIBYTE],
  [64 * MEBIBYTE + 1, 2, 64 * MEBIBYTE],
  [640_000 * MEBIBYTE, 10_000, 64 * MEBIBYTE],
  [640_000 * MEBIBYTE + 1, 5001, 128 * MEBIBYTE],
  [40_000 * GIBIBYTE, 10_000, 4 * GIBIBYTE],
])('cuts %i bytes into %i ranges of %i', (size, count, first) => {
  const ranges = plan(size);

  expect(ranges).toHaveLength(count);
  expect(lengthOf(ranges[0]!)).toBe(first);
});

it('covers every byte once, with ranges of at least 64 MiB but for the last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 * GIBIBYTE }), (size) => {
      let next = 0;
      for (const range of plan(size)) {
        expect(range.start).toBe(next);
        next = range.end + 1;
        if (next < size) expect(Math.log2(lengthOf(range) / MEBIBYTE) % 1).toBe(0);
      }
      expect(next).toBe(size);
    }),
    { numRuns: 30 },
  );
});

it('leaves an inventory whole', () => {
  expect(planRanges(anArchive({ sizeInBytes: 3 * GIBIBYTE, format: 'CSV' }))).toHaveLength(1);
});
