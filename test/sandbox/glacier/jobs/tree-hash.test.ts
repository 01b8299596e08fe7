import { expect, it } from 'vitest';
import {
  createArchive,
  readArchive,
  treeHashOf,
} from '../../../../sandbox/glacier/jobs/archive.ts';
import { isTreeHashAligned } from '../../../../sandbox/glacier/jobs/tree-hash.ts';
import { treeHashBySdk } from '../../../support/sdk-tree-hash.ts';

const MIB = 1024 * 1024;
it.each([1, 1000, MIB - 1, MIB, MIB + 1, 2 * MIB, 5 * MIB + 17])(
  'of an archive of %i bytes is the one that the SDK computes of its bytes',
  async (sizeInBytes) => {
    const archive = createArchive({ archiveId: 'archive-1', sizeInBytes }, 0);
    const chunks = readArchive(archive, { start: 0, end: sizeInBytes - 1 });

    expect(archive.treeHash).toBe(await treeHashBySdk(chunks));
  },
);

it.each([
  [0, 1],
  [2, 3],
  [4, 5],
  [4, 4],
])('of the mebibytes %i to %i of an archive is that of its bytes', async (first, last) => {
  const archive = createArchive({ archiveId: 'archive-1', sizeInBytes: 5 * MIB + 17 }, 0);
  const range = { start: first * MIB, end: Math.min((last + 1) * MIB, archive.sizeInBytes) - 1 };

  expect(treeHashOf(archive, range)).toBe(await treeHashBySdk(readArchive(archive, range)));
});

it.each([
  [1, 3 * MIB, false],
  [MIB, 3 * MIB - 1, false],
  [0, 3 * MIB - 1, false],
  [0, 4 * MIB - 2, false],
  [2 * MIB, 5 * MIB + 16, false],
  [4 * MIB, 5 * MIB + 16, true],
  [0, 4 * MIB - 1, true],
  [3 * MIB, 4 * MIB - 1, true],
])('of the bytes %i to %i of 5 MiB and 17 exists: %s', (start, end, isAligned) => {
  expect(isTreeHashAligned({ start, end }, 5 * MIB + 17)).toBe(isAligned);
});

it('computes that of 40 GB without holding them', () => {
  const { treeHash } = createArchive({ archiveId: 'large', sizeInBytes: 40_000 * MIB + 1 }, 0);

  expect(treeHash).toMatch(/^[0-9a-f]{64}$/);
});
