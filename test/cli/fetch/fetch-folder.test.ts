import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readArchive } from '../../../sandbox/glacier/jobs/archive.ts';
import { type FetchWorld, filesOf, MIB, startFetchWorld } from './start-fetch-world.ts';

let world: FetchWorld;
beforeAll(async () => {
  world = await startFetchWorld();
});
afterAll(() => world.stop());

const bytesOf = (archiveId: string, sizeInBytes: number): Buffer =>
  Buffer.concat([...readArchive({ archiveId, sizeInBytes }, { start: 0, end: sizeInBytes - 1 })]);

it('fetches, verifies and collects outputs, whatever their size', async () => {
  const sizes = { small: 1000, '-dashed': 5, large: 130 * MIB + 17 };
  const jobs = await world.complete(sizes);
  const folder = world.folder();
  const tracked = await world.run(
    '--stack',
    'Simulated',
    'jobs',
    'track',
    'photos',
    '--',
    jobs['large']!,
  );
  expect(tracked.code).toBe(0);
  const { code, stdout, stderr } = await world.fetch(folder, '--', ...Object.values(jobs));

  expect(stderr).toMatch(/^3 verified; 136 MB in \d+s\.\n$/);
  expect(code).toBe(0);
  expect(stdout.split('\n').filter((line) => line.startsWith('verified '))).toHaveLength(3);
  expect(filesOf(folder)).toStrictEqual(['-dashed', 'large', 'small']);
  for (const [archiveId, size] of Object.entries(sizes)) {
    expect(readFileSync(join(folder, archiveId)).equals(bytesOf(archiveId, size))).toBe(true);
  }
  const again = await world.fetch(folder, '--json', '--', ...Object.values(jobs));
  expect(JSON.parse(again.stdout)).toMatchObject({ counts: { present: 3 }, bytes: 0 });
});
