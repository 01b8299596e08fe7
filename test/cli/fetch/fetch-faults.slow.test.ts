import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArchive } from '../../../sandbox/glacier/jobs/archive.ts';
import { type FetchWorld, filesOf, MIB, startFetchWorld } from './start-fetch-world.ts';

let world: FetchWorld;
let folder: string;
beforeEach(async () => {
  world = await startFetchWorld();
  folder = world.folder();
});
afterEach(() => world.stop());

const bytesOf = (archiveId: string, sizeInBytes: number): Buffer =>
  Buffer.concat([...readArchive({ archiveId, sizeInBytes }, { start: 0, end: sizeInBytes - 1 })]);
const isRight = (archiveId: string, size: number) =>
  readFileSync(join(folder, archiveId)).equals(bytesOf(archiveId, size));
const ids = (jobs: Readonly<Record<string, string>>) => ['--', ...Object.values(jobs)];

describe('a fault of Glacier', () => {
  const sizes = { a: 3000, b: 2 * MIB, c: 65 * MIB + 1 };

  it.each([
    ['wrong bytes', { corruptOutput: 0.3 }],
    ['short bodies', { shortenOutput: 0.4 }],
    ['resets', { resetOutput: 0.4 }],
    ['throttling', { throttle: 0.3 }],
    ['errors of the service and of its gateway', { failService: 0.2, failGateway: 0.2 }],
  ])('that passes, %s, delays the outputs', async (_, faults) => {
    const jobs = await world.complete(sizes);
    await world.run('--stack', 'Simulated', 'jobs', 'track', 'photos', ...ids(jobs));
    world.glacier.faults.set(faults);
    // One request at a time: then the seed decides which of them a fault hits.
    const options = ['--no-collect', '--requests', '1'];
    const { code, stderr } = await world.fetch(folder, ...options, ...ids(jobs));

    expect(stderr).toMatch(/^3 verified; /);
    expect(code).toBe(0);
    expect(filesOf(folder)).toStrictEqual(['a', 'b', 'c']);
    expect(Object.entries(sizes).every(([id, size]) => isRight(id, size))).toBe(true);
  });

  it('that never passes ends one output with a sentence, and the others well', async () => {
    const jobs = await world.complete(sizes);
    const bad = world.glacier.addArchive('photos', { archiveId: 'bad', sizeInBytes: 70 * MIB });
    Object.assign(bad, { treeHash: 'f'.repeat(64) });
    const badId = await world.initiate({ Type: 'archive-retrieval', ArchiveId: 'bad' });
    await world.next();
    const { code, stdout, stderr } = await world.fetch(folder, ...ids(jobs), badId);

    expect(code).toBe(1);
    expect(stderr).toContain('3 verified, 1 failed; ');
    expect(stdout).toMatch(
      new RegExp(`failed ${badId} bad its tree hash is \\w{64}, but Glacier has f{64}\\n`),
    );
    expect(filesOf(folder)).toStrictEqual(['a', 'b', 'c']);
  });

  it('that takes an output away in the middle ends it; a new job continues it', async () => {
    const size = 5 * 64 * MIB;
    const jobs = await world.complete({ large: size });
    world.glacier.faults.set({ resetOutput: 0.5 });
    const running = world.fetch(folder, '--requests', '1', ...ids(jobs));
    const isNoted = () =>
      /"range":1/.test(readFileSync(join(folder, '.glacier-jobs-fetch'), 'utf8'));
    await expect.poll(isNoted, { timeout: 60_000 }).toBe(true);
    world.glacier.faults.forgetJob(jobs['large'] ?? '');
    const { code, stdout } = await running;

    expect(code).toBe(1);
    expect(stdout).toMatch(/^expired .* large Glacier did not respond: .*not found/);
    expect(filesOf(folder)).toStrictEqual(['large.part']);
    world.glacier.faults.clear();
    const again = await world.complete({ large: size });
    const next = await world.fetch(folder, '--json', ...ids(again));
    expect(JSON.parse(next.stdout)).toMatchObject({ counts: { verified: 1 } });
    expect(JSON.parse(next.stdout).bytes).toBeLessThanOrEqual(size - 2 * 64 * MIB);
    expect(isRight('large', size)).toBe(true);
  }, 120_000);
});

describe('an output', () => {
  it('that cannot be verified is not collected, unless that is accepted', async () => {
    world.glacier.addArchive('photos', { archiveId: 'part', sizeInBytes: 4 * MIB });
    const RetrievalByteRange = `${MIB}-${3 * MIB - 1}`;
    const jobs = await world.complete({ part: 4 * MIB }, { RetrievalByteRange });
    const first = await world.fetch(folder, ...ids(jobs));

    expect(first.code).toBe(1);
    expect(first.stdout).toMatch(/^unverified /);
    expect(filesOf(folder)).toStrictEqual([`part-${RetrievalByteRange}`]);
    const second = await world.fetch(folder, '--json', '--accept-unverified', ...ids(jobs));
    expect(second.code).toBe(0);
    expect(JSON.parse(second.stdout)).toMatchObject({ bytes: 0, counts: { unverified: 1 } });
  });

  it('of an inventory is checked by its form', async () => {
    await world.complete({ a: 1000 });
    const jobs = {
      json: await world.initiate({ Type: 'inventory-retrieval' }),
      csv: await world.initiate({ Type: 'inventory-retrieval', Format: 'CSV' }),
    };
    await world.next();
    world.clock.advance(6 * 3_600_000);
    const { code } = await world.fetch(folder, ...ids(jobs));

    expect(code).toBe(0);
    expect(filesOf(folder)).toStrictEqual([`${jobs.csv}.csv`, `${jobs.json}.json`].sort());
  });

  it('is collected without a download where its file is there, and never replaces another', async () => {
    const jobs = await world.complete({
      same: 3 * MIB,
      other: 3 * MIB,
      longer: 5,
      folder: 5,
      link: 5,
    });
    writeFileSync(join(folder, 'same'), bytesOf('same', 3 * MIB));
    writeFileSync(join(folder, 'other'), Buffer.alloc(3 * MIB));
    writeFileSync(join(folder, 'longer'), 'longer than five');
    mkdirSync(join(folder, 'folder'));
    symlinkSync('/etc/hostname', join(folder, 'link'));
    const { code, stdout } = await world.fetch(folder, '--json', ...ids(jobs));

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ counts: { present: 1, failed: 4 }, bytes: 0 });
    expect(stdout).toContain('something else is stored as other: move it away');
    expect(readFileSync(join(folder, 'longer'), 'utf8')).toBe('longer than five');
  });

  it('that is not there yet, or of an unknown job, is named', async () => {
    const pending = await world.initiate({ Type: 'archive-retrieval', ArchiveId: 'pending' });
    const { code, stdout } = await world.fetch(folder, '--', pending, 'A'.repeat(92));

    expect(code).toBe(1);
    expect(stdout).toContain(`pending ${pending} the job is in progress`);
    expect(stdout).toContain(`expired ${'A'.repeat(92)} neither the service nor Glacier knows`);
  });

  it('is not fetched twice at once to one folder', async () => {
    const jobs = await world.complete({ a: 5 });
    writeFileSync(join(folder, '.glacier-jobs-fetch.lock'), `${process.pid}`);
    const { code, stderr } = await world.fetch(folder, ...ids(jobs));

    expect(code).toBe(1);
    expect(stderr).toContain(`is in use by process ${process.pid}`);
  });
});

describe('a command', () => {
  it.each([
    [['--to', '{folder}'], 'Specify the jobs in one way'],
    [['--to', '{folder}', '--', '..'], 'job'],
    [['--to', '{folder}', '--progress-file', 'x', '--', 'A'.repeat(92)], 'is for s3:// only'],
    [['--', 'A'.repeat(92)], "required option '--to <place>' not specified"],
  ])('with %j is a usage error', async (args, problem) => {
    const words = args.map((word) => word.replace('{folder}', folder));
    const { code, stderr } = await world.run('--stack', 'Simulated', 'fetch', 'photos', ...words);

    expect(code).toBe(2);
    expect(stderr).toContain(problem);
  });

  it('goes on when the table cannot be reached for a moment', async () => {
    const jobs = await world.complete({ a: 5 });
    world.gate.breakNext(4);
    const { code, stderr } = await world.fetch(folder, ...ids(jobs));

    expect(stderr).toMatch(/Retrying\.\n1 verified; /);
    expect(code).toBe(0);
  });

  it('without permission ends at once with the missing permission', async () => {
    const jobs = await world.complete({ a: 5, b: 5 });
    await world.run('--stack', 'Simulated', 'jobs', 'track', 'photos', ...ids(jobs));
    world.glacier.faults.set({ denyAccess: 1 });
    const { code, stderr } = await world.fetch(folder, ...ids(jobs));

    expect(code).toBe(3);
    expect(stderr).toContain('The permission glacier:GetJobOutput is missing');
    expect(stderr).toContain('2 remaining');
  });
});
