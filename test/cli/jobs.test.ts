import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import { buildJobEvent } from '../../lambdas/core/event/event.ts';
import type { Evidence } from '../../lambdas/core/evidence/evidence.ts';
import { type CommandWorld, startCommandWorld } from '../support/command-world.ts';
import { pending, seen } from '../support/evidence.ts';
import { putRow } from '../support/key-table.ts';
import { endOf } from '../support/run-command.ts';

const HOUR_MS = 3_600_000;
/** More than the first page of a list, and than the second. */
const MANY = 1200;

let world: CommandWorld;

const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();
const jobId = (name: string) => name.padEnd(92, 'x');

/** A job that succeeded two hours ago, unless `changes` differ. */
const anEnded = (name: string, changes: object = {}) =>
  seen('notice', hoursAgo(2), {
    JobId: jobId(name),
    CreationDate: hoursAgo(6),
    CompletionDate: hoursAgo(2),
    JobDescription: `about ${name}`,
    SHA256TreeHash: 'f'.repeat(64),
    ...changes,
  });

/** Records evidence of jobs of a vault. */
const record = async (vault: string, ...evidence: readonly Evidence[]) => {
  for (const one of evidence) {
    const vaultArn = one.key.vaultArn.replace('photos', vault);
    await world.record({ ...one, key: { ...one.key, vaultArn } });
  }
};

const aPending = (name: string, hours: number): Evidence => ({
  ...pending('registration', hoursAgo(hours)),
  key: anEnded(name).key,
});

/** Jobs of every kind. */
const recordAll = (vault: string) =>
  record(
    vault,
    anEnded('good'),
    anEnded('goofy'),
    anEnded('bad', { StatusCode: 'Failed', StatusMessage: 'It \u001b[31mbroke' }),
    { ...anEnded('read'), observedAt: hoursAgo(1) },
    aPending('late', 9),
    aPending('gone', 60),
    { ...anEnded('gone'), kind: 'not-found', source: 'describe-job', observedAt: hoursAgo(0) },
  );

// No test changes these jobs of the vault photos: what it changes or counts is in a vault of its own.
beforeAll(async () => {
  world = await startCommandWorld();
  await recordAll('photos');
});
afterAll(() => world.stop());

const jsonOf = async (...args: string[]) => {
  const { code, stdout, stderr } = await world.run('--json', ...args);
  return { code, stderr, json: JSON.parse(stdout) };
};

describe('jobs list', () => {
  it('shows the outputs that can be lost first, with what is left of their time', async () => {
    await recordAll('letters');
    const { code, stdout, stderr } = await world.run('jobs', 'list', '--vault', 'letters');
    const lines = stdout.trimEnd().split('\n');
    expect([code, stderr]).toStrictEqual([0, '']);
    expect(lines.map((line) => line.split(/ {2,}/)[0])).toStrictEqual([
      'STATUS',
      ...['Succeeded', 'Succeeded', 'Succeeded', 'InProgress', 'Failed', 'Expired'],
    ]);
    expect(lines[1]).toMatch(/letters {2}[a-z]{92} {2}Standard {3}6h00m .* 2[12]h\d\dm +about/);
    expect(lines[4]).toContain('overdue');
  });

  it('goes on where it stopped, and never shows a job twice', async () => {
    await recordAll('paged');
    const filter = ['--status', 'Succeeded', '--vault', 'paged', '--tier', 'Standard'];
    const first = await jsonOf('jobs', 'list', ...filter, '--limit', '2');
    const second = await jsonOf('jobs', 'list', ...filter, '--after', first.json.next);
    const jobs = [...first.json.jobs, ...second.json.jobs].map((job) => job.jobId);
    expect([first.json.jobs.length, second.json.next]).toStrictEqual([2, null]);
    expect(jobs.toSorted()).toStrictEqual(['good', 'goofy', 'read'].map(jobId));
    expect(first.json.jobs[0]).toMatchObject({
      vaultName: 'paged',
      status: 'Succeeded',
      tier: 'Standard',
      ageSeconds: expect.any(Number),
      secondsLeft: expect.any(Number),
      archiveId: anEnded('good').details.archiveId,
      archiveSizeInBytes: anEnded('good').details.archiveSizeInBytes,
      sha256TreeHash: 'f'.repeat(64),
    });
  });

  it.each([
    [['--status', 'Failed', '--since', '1h'], 0, 'No matching jobs'],
    [['--status', 'Lost'], 2, 'Allowed choices are InProgress'],
    [['--since', 'yesterday'], 2, 'a duration such as 90m'],
    [['--limit', '0'], 2, 'a number from 1 to'],
    [['--after', 'abc'], 2, 'copy the whole token'],
  ])('answers %j with %i', async (args, code, said) => {
    const end = await world.run('jobs', 'list', ...args);
    expect([end.code, end.stdout]).toStrictEqual([code, '']);
    expect(end.stderr).toContain(said);
  });
});

describe('a list of the jobs of a vault', () => {
  it.each([
    ['jobs', 'list'],
    ['jobs', 'stats'],
    ['jobs', 'watch', '--until-done'],
  ])('states that the vault is not followed: %s %s', async (...command) => {
    const args = ['--json', ...command, '--vault', 'slides'];
    const [followed, unfollowed] = await Promise.all([
      world.run(...args),
      world.run('--stack', 'Letters', ...args),
    ]);
    expect([followed, unfollowed].map(({ code, stderr }) => [code, stderr])).toStrictEqual([
      [0, ''],
      [0, 'Not tracked: vault slides is not in the setting "vaults".\n'],
    ]);
  });
});

describe('jobs show', () => {
  it('shows the transitions, the deliveries, and how to fetch the output', async () => {
    const { key } = anEnded('good');
    const job = await createDynamoJobStore(world.dynamo, 'jobs').read(key);
    await putRow(world.dynamo, 'deliveries', {
      eventId: buildJobEvent(job!, 1).id,
      endpointId: 'ep_1',
      eventType: 'glacier.job.succeeded',
      state: 'delivered',
      attempts: [{ at: hoursAgo(2), durationMs: 40, statusCode: 200 }],
      attemptCount: 1,
      expireAt: 1,
    });
    const { code, stdout } = await world.run('jobs', 'show', 'photos', 'good');
    expect(code).toBe(0);
    expect(stdout).toMatch(/1\. Succeeded \(notice\)\n {2}to ep_1: delivered, 1 attempt\n/);
    expect(stdout).toContain(`glacier-jobs fetch --to=. photos ${jobId('good')}`);
  });

  it('shows that a job has ended because its vault is missing', async () => {
    const { key } = anEnded('lost');
    await record('photos', aPending('lost', 60));
    for (const hours of [2, 1]) {
      const observedAt = hoursAgo(hours);
      await world.record({ kind: 'vault-not-found', source: 'describe-job', key, observedAt });
    }
    const { stdout } = await world.run('jobs', 'show', 'photos', 'lost');
    expect(stdout).toContain('2. Expired (describe-job): vault-missing\n');
    const { code } = await world.run('jobs', 'wait', 'photos', 'lost');
    expect(code).toBe(5);
  });

  it('keeps what others wrote from steering the terminal', async () => {
    const { json } = await jsonOf('jobs', 'show', 'photos', 'bad');
    const { stdout } = await world.run('jobs', 'show', 'photos', 'bad');
    expect(json).toMatchObject({ job: { status: 'Failed' }, fetch: [] });
    expect(stdout).toContain('1. Failed (notice): It broke\n');
  });

  it.each([
    [
      ['photos', 'nosuch'],
      1,
      'No tracked job of the vault photos has an id that starts with nosuch',
    ],
    [
      ['photos', 'goo'],
      1,
      `Several job ids start with goo: specify more characters.\n  ${jobId('good')}`,
    ],
    [['pho/tos', 'good'], 2, 'vault "pho/tos" is neither'],
    [['photos'], 2, "missing required argument 'job'"],
  ])('answers %j with %i', async (args, code, said) => {
    const end = await world.run('jobs', 'show', ...args);
    expect([end.code, end.stdout]).toStrictEqual([code, '']);
    expect(end.stderr).toContain(said);
  });
});

const startInGlacier = async () => {
  const { headers } = await world.request('/-/vaults/photos/jobs', {
    method: 'POST',
    body: JSON.stringify({ Type: 'inventory-retrieval' }),
  });
  return { jobId: headers.get('x-amz-job-id')! };
};

describe('jobs track', () => {
  it('tracks a job, and reports its status when it is tracked again', async () => {
    const { jobId: id } = await startInGlacier();
    const first = await world.run('jobs', 'track', 'photos', '--', id);
    const second = await jsonOf('jobs', 'track', 'photos', '--', id);
    expect([first.code, first.stdout]).toStrictEqual([
      0,
      `Tracking ${id}; its status is InProgress.\n`,
    ]);
    expect(second.json.results).toMatchObject([{ kind: 'already-tracked', status: 'InProgress' }]);
  });

  it('tracks none when an id cannot be one', async () => {
    const { jobId: id } = await startInGlacier();
    const bad = await world.run('jobs', 'track', 'photos', '--', id, 'bad!');
    const good = await jsonOf('jobs', 'track', 'photos', '--', id);
    expect([bad.code, bad.stdout]).toStrictEqual([2, '']);
    expect(good.json.results).toMatchObject([{ kind: 'registered' }]);
  });

  it('refuses a vault that Glacier does not know', async () => {
    const end = await world.run('jobs', 'track', 'nosuch', 'abc');
    expect([end.code, end.stdout]).toStrictEqual([
      1,
      expect.stringContaining('nosuch does not exist'),
    ]);
  });
});

describe('jobs wait', () => {
  it.each([
    [['good', 'goofy'], 0],
    [['good', 'gone'], 5],
    [['gone', 'bad'], 4],
    [['good', 'late', '--timeout', '1s', '--every', '1s'], 6],
    [['nosuch'], 1],
    [['good', '--timeout', 'soon'], 2],
  ])('of %j ends with %i', async (args, code) => {
    expect((await world.run('jobs', 'wait', 'photos', ...args)).code).toBe(code);
  });
});

describe('jobs collect', () => {
  it('ends the reminders of a job, but of none when one is unknown', async () => {
    await recordAll('outputs');
    const unknown = await world.run('jobs', 'collect', 'outputs', 'read', 'nosuch');
    const known = await jsonOf('jobs', 'collect', 'outputs', 'read');
    const failed = await world.run('jobs', 'collect', 'outputs', 'bad');
    expect([unknown.code, unknown.stdout]).toStrictEqual([1, '']);
    expect(known.json.results).toMatchObject([{ kind: 'collected', statuses: ['Collected'] }]);
    expect([failed.code, failed.stdout]).toStrictEqual([
      1,
      expect.stringContaining('has no output'),
    ]);
  });

  it('asks Glacier about a pending job, and about one that is not tracked', async () => {
    const { jobId: id } = await startInGlacier();
    const untracked = await world.run('jobs', 'collect', 'photos', '--', id);
    await world.run('jobs', 'track', 'photos', '--', id);
    const tracked = await jsonOf('jobs', 'collect', 'photos', '--', id);
    const pendingLine = `The job ${id} is in progress according to Glacier and the Jobs table`;
    expect([untracked.code, untracked.stdout.split(':')[0]]).toStrictEqual([1, pendingLine]);
    expect([tracked.code, tracked.json.results]).toMatchObject([1, [{ reason: 'job-pending' }]]);
  });

  it('advises --force where Glacier cannot be asked, which then does not ask', async () => {
    await record('photos', aPending('forced', 5));
    world.glacier.faults.set({ denyAccess: 1 });
    const asked = await world.run('jobs', 'collect', 'photos', 'forced');
    const forced = await world.run('jobs', 'collect', 'photos', 'forced', '--force');
    world.glacier.faults.clear();
    expect([asked.code, asked.stdout]).toStrictEqual([3, '']);
    expect(asked.stderr).toMatch(
      /glacier:DescribeJob is missing[\s\S]* use --force to collect the job/,
    );
    expect([forced.code, forced.stdout]).toStrictEqual([
      0,
      `Collected ${jobId('forced')}: expiry reminders stop.\n`,
    ]);
  });
});

describe('jobs watch', () => {
  it('prints a line a change without a terminal, and ends with the last job', async () => {
    await record('films', aPending('watched', 1));
    const child = world.spawn('jobs', 'watch', '--vault', 'films', '--every', '1s', '--until-done');
    const end = endOf(child);
    await once(child.stdout, 'data');
    await record('films', anEnded('watched'));
    const { code, stdout } = await end;
    expect(code).toBe(0);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/^\S+ /, '')),
    ).toStrictEqual([
      `films ${jobId('watched')} InProgress`,
      `films ${jobId('watched')} Succeeded`,
    ]);
  });

  it('ends with 130 on Ctrl-C', async () => {
    const child = world.spawn('jobs', 'watch');
    const end = endOf(child);
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect((await end).code).toBe(130);
  });
});

describe('jobs stats', () => {
  it('counts all, or a vault', async () => {
    const all = await world.run('jobs', 'stats');
    await record('tapes', anEnded('counted'));
    const tapes = await jsonOf('jobs', 'stats', '--vault', 'tapes');
    expect([all.code, all.stdout]).toStrictEqual([0, expect.stringMatching(/% succeeded \(/)]);
    expect(tapes.json).toMatchObject({
      jobs: 1,
      byStatus: { Succeeded: 1 },
      successRate: 1,
      detection: { notice: { count: 1 } },
    });
  });
});

describe('a list of many jobs', () => {
  beforeAll(async () => {
    for (let from = 0; from < MANY; from += 50) {
      await Promise.all(
        Array.from({ length: 50 }, (_, number) => world.record(anEnded(`many${from + number}`))),
      );
    }
  });

  it('prints its first rows after the first page that has any', async () => {
    // One request for what is expiring, of which there is nothing, and one for what succeeded.
    const open = world.gate.holdAfter(2);
    const child = world.spawn('jobs', 'list');
    const end = endOf(child);
    await once(child.stdout, 'data');
    open();
    expect((await end).stdout.split('\n').length).toBeGreaterThan(MANY);
  });

  it('ends quietly when its output is closed', async () => {
    const child = world.spawn('jobs', 'list');
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const stderr: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    const [code] = await once(child, 'exit');
    expect([code, Buffer.concat(stderr).toString()]).toStrictEqual([0, '']);
  });
});
