import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoGroups } from '../../../lambdas/adapters/dynamo/groups.ts';
import type { Group } from '../../../lambdas/core/group/group.ts';
import { newGroup } from '../../../operations/groups/change.ts';
import { type CommandWorld, startCommandWorld } from '../../support/command-world.ts';
import { hoursAgo, type MemberRow, memberId, putMembers } from '../../support/group-members.ts';
import { endOf } from '../../support/run-command.ts';

let world: CommandWorld;

const store = () => createDynamoGroups(world.dynamo, 'groups');

/** A group that was opened six hours ago, with these members. */
const aGroup = async (
  group: string,
  changes: Partial<Group> = {},
  members: readonly Omit<MemberRow, 'group'>[] = [],
) => {
  await putMembers(
    world.dynamo,
    'jobs',
    members.map((member) => ({ ...member, name: `${group}-${member.name}`, group })),
  );
  const after = { ...newGroup(group, hoursAgo(6)), ...changes };
  expect(await store().write({ before: undefined, after })).toBe(true);
};

const completed = { state: 'completed', completedAt: hoursAgo(1) } as const;
const READY = { name: 'ready', status: 'Succeeded' } as const;
const FETCHED = { name: 'fetched', status: 'Collected' } as const;
const FAILED = { name: 'failed', status: 'Failed' } as const;
const EXPIRED = { name: 'expired', status: 'Expired' } as const;
const PENDING = { name: 'pending', status: 'InProgress' } as const;

beforeAll(async () => {
  world = await startCommandWorld();
});
afterAll(() => world.stop());

const jsonOf = async (...args: string[]) =>
  JSON.parse((await world.run('--json', ...args)).stdout) as Record<string, unknown>;

describe('groups list', () => {
  it('shows open groups first, with their last counts', async () => {
    await aGroup('listed-2', {
      counts: { Collected: 1200, InProgress: 3 },
      countedAt: hoursAgo(1),
    });
    await aGroup('listed-1', { ...completed, counts: { Failed: 2 } });
    const { code, stdout } = await world.run('groups', 'list');
    const lines = stdout.split('\n').filter((line) => /^(GROUP|listed)/.test(line));
    expect(code).toBe(0);
    expect(lines.map((line) => line.split(/ {2,}/).slice(0, 2))).toStrictEqual([
      ['GROUP', 'STATE'],
      ['listed-2', 'open'],
      ['listed-1', 'completed'],
    ]);
    expect(lines[1]).toMatch(/1h00m ago +1,200 of 1,203 ended, 1,200 collected, 3 pending$/);
    const { groups } = await jsonOf('groups', 'list', '--state', 'completed');
    expect(groups).toContainEqual(
      expect.objectContaining({ group: 'listed-1', state: 'completed' }),
    );
    expect(groups).not.toContainEqual(expect.objectContaining({ group: 'listed-2' }));
  });
});

describe('groups show', () => {
  it('counts the members and finds the first expiry', async () => {
    await aGroup('shown', { expected: 5 }, [READY, FAILED, PENDING]);
    const { code, stdout } = await world.run('groups', 'show', 'shown');
    expect([code, stdout]).toStrictEqual([
      0,
      expect.stringMatching(
        /members +2 of 5 ended, 1 ready, 1 failed, 1 pending, 2 not recorded\nfetch by +\S+ \S+ \(21h\d\dm left\)\n/,
      ),
    ]);
  });

  it('shows what was recorded', async () => {
    await aGroup('recorded', {}, [FAILED]);
    await world.run('groups', 'close', 'recorded');
    const journal = join(world.folder, 'reopens.journal');
    await world.run(
      ...['start', 'archive', 'photos', 'reopens', '--group', 'recorded', '--journal', journal],
    );
    const { stdout } = await world.run('groups', 'show', 'recorded');
    expect(stdout).toMatch(/1\. completed \(closed\)\n {2}recorded-failedx+\n.*2\. reopened\n$/s);
    expect(await store().get('recorded')).toMatchObject({ state: 'open', sequence: 2 });
  });
});

describe('groups expect', () => {
  it('sets the number, and opens the group if there is none', async () => {
    const { code, stdout } = await world.run('groups', 'expect', 'announced', '40000');
    expect([code, stdout]).toStrictEqual([
      0,
      'The group announced is expected to have 40,000 jobs.\n',
    ]);
    await world.run('groups', 'expect', 'announced', '0');
    expect(await store().get('announced')).toMatchObject({ state: 'open', expected: 0 });
  });
});

describe('groups close', () => {
  it('completes a group with what is counted now', async () => {
    await aGroup('closed', {}, [READY, PENDING]);
    const closed = await world.run('groups', 'close', 'closed');
    const again = await world.run('groups', 'close', 'closed');
    expect([closed.code, closed.stdout]).toStrictEqual([
      0,
      'The group closed is completed: 1 of 2 ended, 1 ready, 1 pending.\n',
    ]);
    expect([again.code, again.stdout]).toStrictEqual([0, closed.stdout]);
    expect(await store().get('closed')).toMatchObject({
      state: 'completed',
      closedAt: expect.any(String),
      counts: { Succeeded: 1, InProgress: 1 },
      expireAt: expect.any(Number),
    });
  });
});

describe('groups wait', () => {
  it.each([
    [[READY, FETCHED], 0],
    [[READY, EXPIRED], 5],
    [[EXPIRED, FAILED], 4],
    [[], 0],
  ])('of %j ends with %i', async (members, code) => {
    const group = `ended-${members.length}-${code}`;
    await aGroup(group, completed, members);
    const end = await world.run('groups', 'wait', group);
    expect([end.code, end.stdout]).toStrictEqual([
      code,
      expect.stringContaining(`${group} completed: ${members.length} of ${members.length} ended`),
    ]);
    expect(await jsonOf('groups', 'wait', group)).toMatchObject({
      state: 'completed',
      exitCode: code,
    });
  });

  it('waits on while the group is open', async () => {
    await aGroup('late', { expected: 1 }, [READY]);
    const end = world.run('groups', 'wait', 'late', '--every', '1s');
    await wait(300);
    const before = await store().get('late');
    await store().write({ before, after: { ...before!, ...completed } });
    expect(await end).toMatchObject({ code: 0, stderr: '' });
  });

  it.each(['answered', 'unanswered'])('keeps its timeout within a second: %s', async (kind) => {
    const group = `timeout-${kind}`;
    await aGroup(group, { expected: 2 }, [PENDING]);
    const open = kind === 'answered' ? () => undefined : world.gate.holdAfter(0);
    const before = performance.now();
    const end = await world.run('groups', 'wait', group, '--timeout', '1s');
    const seconds = (performance.now() - before) / 1000;
    open();
    expect([end.code, end.stderr]).toStrictEqual([6, 'Timed out; the jobs continue.\n']);
    expect(seconds).toBeLessThan(2);
  });

  it('advises to set the number where it is unknown', async () => {
    await aGroup('unknown');
    const { stderr } = await world.run('groups', 'wait', 'unknown', '--timeout', '1s');
    expect(stderr).toContain('glacier-jobs groups expect unknown NUMBER');
  });
});

describe('groups watch', () => {
  it('prints a line a change without a terminal, and ends with the group', async () => {
    await aGroup('watched', { expected: 2 }, [READY, PENDING]);
    const child = world.spawn('groups', 'watch', 'watched', '--every', '1s', '--until-done');
    const end = endOf(child);
    await once(child.stdout, 'data');
    const before = await store().get('watched');
    await store().write({ before, after: { ...before!, ...completed } });
    const { code, stdout } = await end;
    expect(code).toBe(0);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/^\S+ /, '')),
    ).toStrictEqual([
      'watched open: 1 of 2 ended, 1 ready, 1 pending',
      'watched completed: 1 of 2 ended, 1 ready, 1 pending',
    ]);
  }, 20_000);
});

describe('groups report', () => {
  it('writes a page, and prints the figures as JSON', async () => {
    await aGroup('reported', {}, [READY, FAILED, PENDING]);
    const path = join(world.folder, 'reported.html');
    const { code, stdout } = await world.run('groups', 'report', 'reported', '--html', path);
    const page = readFileSync(path, 'utf8');
    expect([code, stdout]).toStrictEqual([0, `Wrote ${path}.\n`]);
    expect(page).toContain('2 of 3 jobs have ended');
    expect(page).toContain(memberId('reported-failed'));
    expect(page).toContain('It &lt;b&gt;broke&lt;/b&gt;');
    expect(await jsonOf('groups', 'report', 'reported')).toMatchObject({
      counts: { Succeeded: 1, Failed: 1, InProgress: 1 },
      bytes: { total: 4_500_000_000, restored: 1_500_000_000 },
      lost: [{ jobId: memberId('reported-failed') }],
    });
  });

  it.each([
    [[], 2, 'Specify a file with --html'],
    [['--html', '/nosuch/report.html'], 1, 'Cannot write --html /nosuch/report.html'],
  ])('with %j ends with %i', async (args, code, said) => {
    await aGroup(`unwritten-${code}`);
    const end = await world.run('groups', 'report', `unwritten-${code}`, ...args);
    expect([end.code, end.stdout, end.stderr]).toStrictEqual([
      code,
      '',
      expect.stringContaining(said),
    ]);
  });
});

describe('a command about a group', () => {
  it.each(['show', 'watch', 'wait', 'close', 'report'])(
    '%s reports an unknown one',
    async (name) => {
      const html = name === 'report' ? ['--html', join(world.folder, 'none.html')] : [];
      const { code, stdout, stderr } = await world.run('groups', name, 'nosuch', ...html);
      expect([code, stdout, stderr]).toStrictEqual([
        2,
        '',
        expect.stringContaining('There is no group nosuch: check its name with "groups list"'),
      ]);
    },
  );

  it.each([
    [['show', 'a b'], 'Specify 1 to 64 letters, digits, dots, underscores and hyphens'],
    [['show'], "missing required argument 'group'"],
    [['expect', 'wave-1', 'many'], 'a number from 0 to'],
    [['expect', 'wave-1', '1.5'], 'a whole number'],
    [['list', '--state', 'done'], 'Allowed choices are open, completed'],
    [['wait', 'wave-1', '--timeout', 'soon'], 'Specify a duration'],
  ])('refuses %j', async (args, said) => {
    const { code, stdout, stderr } = await world.run('groups', ...args);
    expect([code, stdout, stderr]).toStrictEqual([2, '', expect.stringContaining(said)]);
  });
});
