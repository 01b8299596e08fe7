import { expect, it } from 'vitest';
import type { GroupEntry } from '../../lambdas/core/group/entry.ts';
import type { Group } from '../../lambdas/core/group/group.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import { createGroupChecks } from '../../simulation/invariants/group-checks.ts';
import type { TrueJob } from '../../simulation/ports/glacier.ts';

const START = Date.parse('2026-03-14T00:00:00Z');
const MINUTE_MS = 60_000;

const isoOf = (ms: number) => new Date(ms).toISOString();

/** A group whose only member ended after an hour; it is done once its number is known. */
const createWaitingGroup = () => {
  let now = START;
  const after = (minutes: number) => {
    now = START + minutes * MINUTE_MS;
  };
  const broken: string[] = [];
  const checks = createGroupChecks(
    () => [],
    () => now,
    (invariant) => broken.push(invariant),
  );
  checks.start('g');
  checks.onStarted({ jobId: 'j', createdAt: START, completedAt: START, group: 'g' } as TrueJob);
  checks.onJobChange({ jobId: 'j', group: 'g', status: 'InProgress' } as Job);
  after(60);
  checks.onJobChange({ jobId: 'j', group: 'g', status: 'Succeeded' } as Job);
  const before = { group: 'g', state: 'open', sequence: 0, memberSeenAt: isoOf(now) } as Group;
  const complete = () => {
    const counts = { Succeeded: 1 };
    const at = isoOf(now);
    const entry: GroupEntry = {
      group: 'g',
      entry: `${at}#000001`,
      change: 'completed',
      at,
      accountId: '123456789012',
      region: 'eu-west-1',
      openedAt: isoOf(START),
      sequence: 1,
      expected: 1,
      counts,
    };
    const row = { ...before, state: 'completed', sequence: 1 } as Group;
    checks.onGroupChange({ before, after: row, entry });
  };
  return { checks, broken, after, complete };
};

it('a group is not late that completes when a command has set its number and is not done', () => {
  const { checks, broken, after, complete } = createWaitingGroup();
  after(200);
  checks.onCommand('g');
  complete();
  checks.onExpected('g', { total: 1, isTrue: true });
  expect(broken).toStrictEqual([]);
});

it.each([
  [40, []],
  [50, ['a group completes late']],
])('a group that completes %i minutes after a command has set its number', (minutes, late) => {
  const { checks, broken, after, complete } = createWaitingGroup();
  after(200);
  checks.onCommand('g');
  checks.onExpected('g', { total: 1, isTrue: true });
  after(200 + minutes);
  complete();
  expect(broken).toStrictEqual(late);
});
