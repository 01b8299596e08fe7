import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readArchive } from '../../../sandbox/glacier/jobs/archive.ts';
import { endOf, spawnCommand } from '../../support/run-command.ts';
import { type FetchWorld, filesOf, MIB, startFetchWorld } from './start-fetch-world.ts';

/** How many runs are killed, for each place; FETCH_CRASHES=50 takes some minutes. */
const CRASHES = Number(process.env['FETCH_CRASHES'] ?? 6);
const REQUESTS = 2;
const MOST_KILLS_PER_FETCH = 5;

let world: FetchWorld;
beforeAll(async () => {
  world = await startFetchWorld();
});
afterAll(() => world.stop());

const bytesOf = (archiveId: string, sizeInBytes: number): Buffer =>
  Buffer.concat([...readArchive({ archiveId, sizeInBytes }, { start: 0, end: sizeInBytes - 1 })]);

const SIZES: Readonly<Record<string, number>> = {
  large: 330 * MIB + 17,
  ...Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`small-${i}`, 1000 + i * 100_000])),
};
const RANGES = 6 + 30;
const requested = () => world.glacier.ledger.calls['GetJobOutput'] ?? 0;

/** Kills a fetch to a place several times, and lets it end; returns how many kills hit it. */
const crash = async (place: readonly string[], ids: readonly string[]): Promise<number> => {
  const words = ['fetch', 'photos', '--to', ...place];
  const options = ['--requests', String(REQUESTS), '--json', '--', ...ids];
  const run = () => spawnCommand(['--stack', 'Simulated', ...words, ...options], world.env);
  const before = requested();
  let kills = 0;
  for (let round = 0; round < MOST_KILLS_PER_FETCH; round += 1) {
    const child = run();
    child.stdout.resume();
    child.stderr.resume();
    const closed = once(child, 'close');
    await Promise.race([closed, wait(400 + 1600 * Math.random())]);
    if (child.kill('SIGKILL')) kills += 1;
    await closed;
  }
  const { code, stderr } = await endOf(run());
  expect(stderr).toMatch(/(verified|present)/);
  expect(code).toBe(0);
  expect(requested() - before).toBeLessThanOrEqual(RANGES + REQUESTS * kills);
  return kills;
};

const report = (place: string, kills: number, requests: number) =>
  process.stderr.write(
    `${place}: ${kills} kills, ${requests} requests for ${RANGES} ranges a fetch\n`,
  );

it(`fetches every byte to a folder once, but for ranges in flight, when it is killed ${CRASHES} times`, async () => {
  const jobs = await world.complete(SIZES);
  let kills = 0;
  const before = requested();
  while (kills < CRASHES) {
    const folder = world.folder();
    kills += await crash([folder], Object.values(jobs));
    expect(filesOf(folder)).toStrictEqual(Object.keys(SIZES).sort());
    for (const [id, size] of Object.entries(SIZES)) {
      expect(readFileSync(join(folder, id)).equals(bytesOf(id, size))).toBe(true);
    }
  }
  report('folder', kills, requested() - before);
}, 1_200_000);

it(`fetches every byte to S3, and leaves no upload, when it is killed ${CRASHES} times`, async () => {
  const jobs = await world.complete(SIZES);
  let kills = 0;
  const before = requested();
  while (kills < CRASHES) {
    const to = `way-${kills}`;
    const progress = join(world.folder(), 'progress');
    const place = [`s3://restored/${to}`, '--progress-file', progress];
    kills += await crash(place, Object.values(jobs));
    // A run that is killed before it notes an upload leaves it without parts.
    expect([...world.s3.uploads.values()].filter(({ parts }) => parts.size > 0)).toStrictEqual([]);
    await world.fetch(
      `s3://restored/${to}`,
      '--progress-file',
      progress,
      '--abort',
      '--',
      ...Object.values(jobs),
    );
    expect(world.s3.uploads.size).toBe(0);
    expect(world.s3.objects.size).toBe(Object.keys(SIZES).length);
    for (const [id, size] of Object.entries(SIZES)) {
      expect(world.s3.objects.get(`${to}/${id}`)?.bytes.equals(bytesOf(id, size))).toBe(true);
    }
    world.s3.objects.clear();
  }
  report('S3', kills, requested() - before);
}, 1_200_000);
