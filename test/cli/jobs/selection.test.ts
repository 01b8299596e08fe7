import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandWorld, startCommandWorld } from '../../support/command-world.ts';
import { memberId, putMembers } from '../../support/group-members.ts';
import { runCommand } from '../../support/run-command.ts';

let world: CommandWorld;

const fileOf = (name: string, content: string): string => {
  const path = join(world.folder, name);
  writeFileSync(path, content);
  return path;
};

const journalOf = (name: string, lines: readonly object[]): string =>
  fileOf(name, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

const HEAD = {
  journal: 1,
  vaultArn: 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos',
  tier: 'Bulk',
};

const entry = (archiveId: string, state: string, jobId?: string) => ({
  ...{ archiveId, state, jobId },
  at: '2026-11-26T12:06:10.614Z',
});

beforeAll(async () => {
  world = await startCommandWorld();
  await putMembers(world.dynamo, 'jobs', [
    { group: 'wave-1', name: 'ready', status: 'Succeeded' },
    { group: 'wave-1', name: 'expiring', status: 'Expiring', hours: 22 },
    { group: 'wave-1', name: 'fetched', status: 'Collected' },
    { group: 'wave-1', name: 'letter', status: 'Succeeded', vault: 'letters' },
    { group: 'wave-2', name: 'broken', status: 'Failed' },
    { group: 'wave-2', name: 'waiting', status: 'InProgress', tier: 'Bulk' },
    { group: 'wave-10', name: 'other', status: 'Succeeded' },
  ]);
});
afterAll(() => world.stop());

const waitFor = async (...args: string[]) => {
  const { code, stdout } = await world.run('--json', 'jobs', 'wait', '--timeout', '1s', ...args);
  const { jobs = [] } = JSON.parse(stdout) as { jobs?: { jobId: string }[] };
  return [code, jobs.map(({ jobId }) => jobId.replace(/x+$/, '')).toSorted()];
};

describe('jobs wait', () => {
  it.each([
    ['the output of a start', (): string => `archive-1 ${memberId('ready')}\n`],
    ['prefixes with comments', (): string => '# done\n\nready\r\n'],
  ])('takes ids from a file: %s', async (_, content) => {
    expect(await waitFor('photos', '--from', fileOf('ids.txt', content()))).toStrictEqual([
      0,
      ['ready'],
    ]);
  });

  it('takes ids from standard input', async () => {
    const args = ['jobs', 'wait', 'photos', '--from', '-'];
    const { code, stdout } = await runCommand(args, world.env, `${memberId('ready')}\n`);
    expect([code, stdout]).toStrictEqual([0, `photos ${memberId('ready')} Succeeded\n`]);
  });

  it('takes the started jobs of a journal, with its vault', async () => {
    const journal = journalOf('started.journal', [
      HEAD,
      entry('[group:wave-1]', 'tracked', 'a-start'),
      entry('archive-1', 'tracked', memberId('ready')),
      entry('archive-2', 'starting'),
      entry('archive-3', 'not-started'),
      entry('archive-4', 'started', memberId('fetched')),
    ]);
    expect(await waitFor('--journal', journal)).toStrictEqual([0, ['fetched', 'ready']]);
    expect(await waitFor('photos', '--journal', journal)).toStrictEqual([0, ['fetched', 'ready']]);
  });

  it('takes the members of a group, or those in a vault', async () => {
    const all = ['expiring', 'fetched', 'letter', 'ready'];
    expect(await waitFor('--group', 'wave-1')).toStrictEqual([0, all]);
    expect(await waitFor('letters', '--group', 'wave-1')).toStrictEqual([0, ['letter']]);
    expect(await waitFor('--group', 'wave-2')).toStrictEqual([4, ['broken', 'waiting']]);
  });

  it.each([
    ['of the jobs', ['photos', '--', memberId('waiting')]],
    ['of a search for a job', ['photos', '--', 'waiting']],
    ['of the members of a group', ['--group', 'wave-2']],
  ])('ends within a second of its timeout, although a read %s is not answered', async (_, args) => {
    const open = world.gate.holdAfter(0);
    const before = performance.now();
    const { code, stderr } = await world.run('jobs', 'wait', '--timeout', '1s', ...args);
    const seconds = (performance.now() - before) / 1000;
    open();
    expect([code, stderr]).toStrictEqual([6, 'Timed out; the jobs continue.\n']);
    expect(seconds).toBeLessThan(2);
  });

  it.each([
    [['photos'], 'Specify the jobs in one way'],
    [[], 'Specify the jobs in one way'],
    [['photos', 'a', '--group', 'wave-1'], 'Specify the jobs in one way'],
    [['--group', 'wave-1', '--from', 'ids.txt'], 'Specify the jobs in one way'],
    [['--from', 'ids.txt'], '--from requires the vault'],
    [['photos', '--from', '/nosuch'], 'Cannot read --from /nosuch'],
    [['--journal', '/nosuch'], 'Cannot read --journal /nosuch'],
    [['--journal', 'README.md'], 'README.md is not a journal of "start archive"'],
    [['--group', 'a b'], 'Specify 1 to 64 letters'],
  ])('refuses %j', async (args, said) => {
    const { code, stdout, stderr } = await world.run('jobs', 'wait', ...args);
    expect([code, stdout, stderr]).toStrictEqual([2, '', expect.stringContaining(said)]);
  });

  it.each([
    ['one two three\n', 'one two three (line 1 of'],
    ['# nothing\n', 'has no job ids'],
    ['good\nbad!\n', 'jobId "bad!" is not a Glacier job id'],
  ])('refuses a file with %j', async (content, said) => {
    const path = fileOf('bad.txt', content);
    const { code, stderr } = await world.run('jobs', 'wait', 'photos', '--from', path);
    expect([code, stderr]).toStrictEqual([2, expect.stringContaining(said)]);
  });

  it('refuses a journal of another vault, and one without a job', async () => {
    const journal = journalOf('empty.journal', [HEAD, entry('archive-2', 'starting')]);
    const empty = await world.run('jobs', 'wait', '--journal', journal);
    const other = await world.run('jobs', 'wait', 'letters', '--journal', journal);
    expect([empty.code, empty.stderr]).toStrictEqual([
      2,
      expect.stringContaining('has no started job'),
    ]);
    expect([other.code, other.stderr]).toStrictEqual([
      2,
      expect.stringContaining('omit the vault letters'),
    ]);
  });

  it('reports a group without members', async () => {
    const { code, stderr } = await world.run('jobs', 'wait', '--group', 'wave-3');
    expect([code, stderr]).toStrictEqual([
      1,
      expect.stringContaining('No job of the group wave-3 is recorded'),
    ]);
  });
});

describe('jobs collect', () => {
  it('takes of a group only what can be fetched', async () => {
    await putMembers(world.dynamo, 'jobs', [
      { group: 'fetched', name: 'fetched-1', status: 'Succeeded' },
      { group: 'fetched', name: 'fetched-2', status: 'Failed' },
      { group: 'fetched', name: 'fetched-3', status: 'InProgress' },
    ]);
    const { code, stdout } = await world.run('jobs', 'collect', '--group', 'fetched', '--force');
    expect([code, stdout]).toStrictEqual([
      0,
      `Collected ${memberId('fetched-1')}: expiry reminders stop.\n`,
    ]);
    const none = await world.run('jobs', 'collect', '--group', 'wave-2');
    expect([none.code, none.stderr]).toStrictEqual([
      1,
      expect.stringContaining('No Expiring or Succeeded job of the group wave-2'),
    ]);
  });

  it('of more than a hundred asks for confirmation', async () => {
    const path = fileOf(
      'many.txt',
      Array.from({ length: 101 }, (_, n) => memberId(`m${n}`)).join('\n'),
    );
    const { code, stderr } = await world.run('jobs', 'collect', 'photos', '--from', path);
    expect([code, stderr]).toStrictEqual([
      2,
      expect.stringMatching(/^Mark 101 jobs as collected\?.*confirm with --yes/),
    ]);
  });
});

describe('jobs track', () => {
  it('takes the jobs that Glacier lists with the tag of a group', async () => {
    const start = async (Description: string) => {
      const body = JSON.stringify({ Type: 'inventory-retrieval', Description });
      const { headers } = await world.request('/-/vaults/photos/jobs', { method: 'POST', body });
      return headers.get('x-amz-job-id')!;
    };
    const member = await start('elsewhere [group:adopted]');
    await start('elsewhere [group:adopted] and more');
    const { code, stdout } = await world.run('jobs', 'track', 'photos', '--group', 'adopted');
    const none = await world.run('jobs', 'track', 'photos', '--group', 'nosuch');
    const nowhere = await world.run('jobs', 'track', '--group', 'adopted');
    expect([code, stdout]).toStrictEqual([0, `Tracking ${member}; its status is InProgress.\n`]);
    expect([none.code, nowhere.code]).toStrictEqual([1, 2]);
  });
});

describe('the filter --group', () => {
  const idsOf = (jobs: readonly { jobId: string }[]) =>
    jobs.map(({ jobId }) => jobId.replace(/x+$/, ''));
  const json = async (...args: string[]) =>
    JSON.parse((await world.run('--json', ...args)).stdout) as {
      jobs: { jobId: string }[];
      next: string;
    };

  it('lists the members of a group in the order of a list, page by page', async () => {
    const filter = ['jobs', 'list', '--group', 'wave-1'];
    const whole = await json(...filter);
    const first = await json(...filter, '--limit', '2');
    const second = await json(...filter, '--after', first.next);
    expect(idsOf(whole.jobs)).toStrictEqual([
      'expiring',
      ...idsOf(whole.jobs).slice(1, 3),
      'fetched',
    ]);
    expect(idsOf(whole.jobs).slice(1, 3).toSorted()).toStrictEqual(['letter', 'ready']);
    expect([...first.jobs, ...second.jobs]).toMatchObject(
      whole.jobs.map(({ jobId }) => ({ jobId })),
    );
  });

  it.each([
    [['--vault', 'letters'], ['letter']],
    [['--status', 'Collected', 'Failed'], ['fetched']],
    [['--since', '1h'], []],
  ])('is combined with %j', async (args, ids) => {
    expect(idsOf((await json('jobs', 'list', '--group', 'wave-1', ...args)).jobs)).toStrictEqual(
      ids,
    );
  });

  it('counts and watches the members of a group', async () => {
    const stats = await json('jobs', 'stats', '--group', 'wave-1', '--vault', 'photos');
    expect(stats).toMatchObject({ jobs: 3, byStatus: { Succeeded: 1, Expiring: 1, Collected: 1 } });
    const watched = await world.run('jobs', 'watch', '--group', 'wave-1', '--until-done');
    expect([watched.code, watched.stdout]).toStrictEqual([0, '']);
  });
});
