import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readArchive } from '../../../sandbox/glacier/jobs/archive.ts';
import { type FetchWorld, MIB, startFetchWorld } from './start-fetch-world.ts';

let world: FetchWorld;
let progress: string;
beforeEach(async () => {
  world = await startFetchWorld();
  progress = join(world.folder(), 'progress');
});
afterEach(() => world.stop());

const bytesOf = (archiveId: string, sizeInBytes: number): Buffer =>
  Buffer.concat([...readArchive({ archiveId, sizeInBytes }, { start: 0, end: sizeInBytes - 1 })]);
const fetchTo = (to: string, ...args: string[]) =>
  world.fetch(to, '--progress-file', progress, ...args);

it('stores outputs as objects, in parts of 64 MiB', async () => {
  const sizes = { small: 1000, large: 130 * MIB + 17 };
  const jobs = await world.complete(sizes);
  const { code, stderr } = await fetchTo('s3://restored/photos', '--', ...Object.values(jobs));

  expect(stderr).toMatch(/^2 verified; /);
  expect(code).toBe(0);
  expect(world.s3.counts).toMatchObject({ 'POST uploads': 2, 'PUT upload': 4, 'POST upload': 2 });
  for (const [archiveId, size] of Object.entries(sizes)) {
    const object = world.s3.objects.get(`photos/${archiveId}`);
    expect(object?.bytes.equals(bytesOf(archiveId, size))).toBe(true);
  }
  const again = await fetchTo('s3://restored/photos', '--json', '--', ...Object.values(jobs));
  expect(JSON.parse(again.stdout)).toMatchObject({ counts: { present: 2 }, bytes: 0 });
});

it('stores a part again that S3 refuses for its checksum, or is too busy for', async () => {
  const jobs = await world.complete({ one: 3 * MIB });
  world.s3.faults.corrupt = 2;
  const { code } = await fetchTo('s3://restored', '--', ...Object.values(jobs));

  expect(code).toBe(0);
  expect(world.s3.counts['PUT upload']).toBe(3);
  expect(world.s3.objects.get('one')?.bytes.equals(bytesOf('one', 3 * MIB))).toBe(true);
});

it('stores no object whose bytes are wrong, and removes on request what is left', async () => {
  const jobs = await world.complete({ one: 3 * MIB });
  world.glacier.faults.set({ corruptOutput: 1 });
  const ids = ['--', ...Object.values(jobs)];
  const { code, stdout } = await fetchTo('s3://restored', ...ids);

  expect(code).toBe(1);
  expect(stdout).toMatch(/^failed .* its tree hash is [0-9a-f]{64}, but Glacier has .*, 3 times/);
  expect(world.s3.objects.size).toBe(0);
  expect(world.s3.uploads.size).toBe(1);
  await fetchTo('s3://restored', '--abort', ...ids);
  expect(world.s3.uploads.size).toBe(0);
});

it('continues its own upload, and leaves those of others', async () => {
  const jobs = await world.complete({ one: 3 * MIB });
  const ids = ['--', ...Object.values(jobs)];
  world.glacier.faults.set({ corruptOutput: 1 });
  await fetchTo('s3://restored/a', ...ids);
  world.glacier.faults.clear();
  const foreign = { key: 'a/one', metadata: {}, parts: new Map() };
  world.s3.uploads.set('foreign', foreign);
  // Each prefix has its own uploads in the progress file.
  expect((await fetchTo('s3://restored/b', ...ids)).code).toBe(0);
  expect((await fetchTo('s3://restored/a', ...ids)).code).toBe(0);

  expect([...world.s3.objects.keys()]).toStrictEqual(['b/one', 'a/one']);
  expect(world.s3.counts['POST uploads']).toBe(2);
  expect([...world.s3.uploads.keys()]).toStrictEqual(['foreign']);
  expect((await fetchTo('s3://restored/a', ...ids)).code).toBe(0);
  expect([...world.s3.uploads.keys()]).toStrictEqual(['foreign']);
  await fetchTo('s3://restored/a', '--abort', ...ids);
  expect(world.s3.uploads.size).toBe(0);
});

it('removes its own upload when a name gets another output', async () => {
  const jobs = await world.complete({ one: 3 * MIB, two: 2 * MIB });
  world.glacier.faults.set({ corruptOutput: 1 });
  await fetchTo('s3://restored', '--name', 'it', '--', jobs['one'] ?? '');
  world.glacier.faults.clear();
  const { code } = await fetchTo('s3://restored', '--name', 'it', '--', jobs['two'] ?? '');

  expect([code, world.s3.uploads.size]).toStrictEqual([0, 0]);
  expect(world.s3.objects.get('it')?.bytes.equals(bytesOf('two', 2 * MIB))).toBe(true);
});

it('knows its own object when the answer to its completion was lost', async () => {
  const jobs = await world.complete({ one: 3 * MIB });
  world.s3.faults.unanswered = 1;
  const { code, stderr } = await fetchTo('s3://restored', '--', ...Object.values(jobs));

  expect([code, stderr]).toStrictEqual([0, expect.stringMatching(/^1 verified; /)]);
  expect(world.s3.counts['POST upload']).toBe(2);
});

it('never overwrites an object with other content', async () => {
  const jobs = await world.complete({ one: 3 * MIB });
  const mine = { bytes: Buffer.from('mine'), metadata: {} };
  world.s3.objects.set('one', mine);
  const { code, stdout } = await fetchTo('s3://restored', '--', ...Object.values(jobs));

  expect(code).toBe(1);
  expect(stdout).toContain('something else is stored as one');
  expect(world.s3.objects.get('one')).toBe(mine);
});

it('names what is wrong with a place', async () => {
  const { code, stderr } = await fetchTo('s3://Bad_Bucket', '--', 'A'.repeat(92));

  expect(code).toBe(2);
  expect(stderr).toContain('--to s3://Bad_Bucket is not s3://bucket/prefix');
  expect(existsSync(progress)).toBe(false);
});
