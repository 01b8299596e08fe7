import { describe, expect, it } from 'vitest';
import {
  decideGroup,
  type GroupPolicy,
  type SeenMembers,
} from '../../../../lambdas/core/group/decide.ts';
import type { Group } from '../../../../lambdas/core/group/group.ts';
import { epochSeconds, plusHours, plusMinutes } from '../../../../lambdas/core/instant.ts';
import { aGroup } from '../../../support/group-rows.ts';

const NOW = '2026-03-20T12:00:00.000Z';
const ago = (minutes: number) => plusMinutes(NOW, -minutes);
const JOB = { vaultArn: 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos', jobId: 'job-1' };
const POLICY: GroupPolicy = {
  accountId: '123456789012',
  region: 'eu-west-1',
  retentionDays: 90,
  quietHours: 24,
};
const NONE: SeenMembers = { isPending: false, overdue: [] };
const PENDING: SeenMembers = { isPending: true, overdue: [] };
const counted = (counts: Record<string, number>): SeenMembers => ({
  ...NONE,
  count: { counts, failed: [] },
});

/** A group that was checked a minute ago. */
const group = (changes: Partial<Group> = {}) => aGroup({ checkedAt: ago(1), ...changes });
const completed = (changes: Partial<Group> = {}) =>
  group({ state: 'completed', completedAt: ago(100), counts: { Succeeded: 5 }, ...changes });
const decide = (before: Group, seen: SeenMembers, now = NOW) =>
  decideGroup({ group: before, seen, now, policy: POLICY });

describe('an open group', () => {
  it('is idle since the first check that finds nothing pending', () => {
    expect(decide(group(), NONE)).toMatchObject({
      kind: 'changed',
      after: { state: 'open', idleSince: NOW, checkedAt: NOW },
    });
    const pending = decide(group({ idleSince: ago(5) }), PENDING);
    expect(pending).toMatchObject({ kind: 'changed', after: { idleSince: undefined } });
  });

  it.each([
    ['pending members', group(), PENDING],
    ['nothing pending', group({ idleSince: ago(5) }), NONE],
  ])('with %s is not written while nothing changes, but every ten minutes', (_, before, seen) => {
    expect(decide(before, seen)).toStrictEqual({ kind: 'unchanged' });
    const stale = { ...before, checkedAt: ago(10) };
    expect(decide(stale, seen)).toStrictEqual({
      kind: 'changed',
      after: { ...before, checkedAt: NOW, idleSince: before.idleSince },
    });
  });

  it.each([
    ['idle for less than a minute', { expected: 5, idleSince: ago(0.9) }],
    ['idle for less than groupQuietHours, without an expected number', { idleSince: ago(1439) }],
  ])('is not counted when it is %s', (_, changes) => {
    expect(decide(group(changes), NONE)).toStrictEqual({ kind: 'unchanged' });
  });

  it.each([
    ['idle for a minute, with an expected number', { expected: 5, idleSince: ago(1) }, 5],
    ['idle for groupQuietHours, without one', { idleSince: ago(1440) }, 0],
  ])('is counted, then completed, when it is %s', (_, changes, members) => {
    const before = group(changes);
    expect(decide(before, NONE)).toStrictEqual({ kind: 'count', what: 'members' });
    const expireAt = epochSeconds(plusHours(NOW, 24 * 460));
    const counts = { Succeeded: members, InProgress: 0 };
    const count = { counts, failed: [JOB], firstExpiresAt: ago(-60) };
    expect(decide(before, { ...NONE, count })).toStrictEqual({
      kind: 'changed',
      after: {
        ...before,
        state: 'completed',
        completedAt: NOW,
        checkedAt: NOW,
        sequence: 1,
        counts,
        countedAt: NOW,
        firstExpiresAt: ago(-60),
        expireAt,
      },
      entry: {
        group: before.group,
        entry: `${before.openedAt}#000001`,
        change: 'completed',
        at: NOW,
        accountId: '123456789012',
        region: 'eu-west-1',
        openedAt: before.openedAt,
        sequence: 1,
        expected: before.expected,
        counts,
        jobs: [JOB],
        firstExpiresAt: ago(-60),
        expireAt,
      },
    });
  });

  it.each([
    ['fewer members than expected', { Succeeded: 3, Failed: 1 }],
    ['a member that is pending after all', { Succeeded: 5, InProgress: 1 }],
  ])('stays open when the count finds %s', (_, counts) => {
    const before = group({ expected: 5, idleSince: ago(2) });
    const decision = decide(before, counted(counts));
    expect(decision).toMatchObject({ after: { state: 'open', counts, countedAt: NOW } });
    expect(decision).not.toHaveProperty('entry');
  });

  it.each([
    ['nothing has moved since then', { memberSeenAt: ago(60) }, 'unchanged'],
    ['a member may have moved since then', { memberSeenAt: ago(13) }, 'count'],
    ['it was counted a moment ago', { memberSeenAt: NOW, countedAt: ago(0.5) }, 'unchanged'],
    ['its last count is hours old', { memberSeenAt: ago(999), countedAt: ago(360) }, 'count'],
    ['its last count would do', { memberSeenAt: ago(60), expected: 3 }, 'count'],
  ])('is or is not counted again when %s', (_, changes, kind) => {
    const before = {
      expected: 5,
      idleSince: ago(11),
      counts: { Succeeded: 3 },
      countedAt: ago(10),
    };
    expect(decide(group({ ...before, ...changes }), NONE).kind).toBe(kind);
  });
});

describe('a completed group', () => {
  it('is reopened by a pending member, once', () => {
    const before = completed({ sequence: 1, closedAt: ago(100), expireAt: 1, idleSince: ago(200) });
    const decision = decide(before, PENDING);
    expect(decision).toMatchObject({
      after: { state: 'open', sequence: 2 },
      entry: { change: 'reopened', sequence: 2 },
    });
    const after = decision.kind === 'changed' ? decision.after : before;
    for (const name of ['completedAt', 'closedAt', 'expireAt', 'idleSince'] as const) {
      expect(after[name]).toBeUndefined();
    }
    expect(decide(after, PENDING)).toStrictEqual({ kind: 'unchanged' });
  });

  it.each([
    ['more members are expected', { expected: 6 }, 'reopened'],
    ['as many are expected', { expected: 5 }, undefined],
    ['more are expected, but it was closed by hand', { expected: 6, closedAt: ago(50) }, undefined],
  ])('is or is not reopened when %s', (_, changes, change) => {
    const decision = decide(completed(changes), NONE);
    expect(decision.kind === 'changed' ? decision.entry?.change : undefined).toBe(change);
  });

  it('outlives a member that had a transition later', () => {
    const decision = decide(
      completed({ expireAt: 1, memberSeenAt: ago(1), checkedAt: ago(15) }),
      NONE,
    );
    expect(decision).toMatchObject({
      after: { expireAt: epochSeconds(plusHours(ago(1), 24 * 460)) },
    });
  });
});

describe('the reminder of outputs', () => {
  const seen = { ...PENDING, expiringAt: ago(-200) };

  it.each([
    ['open', group()],
    ['completed', completed()],
  ])('counts what expires soon, and names the first expiry of a group that is %s', (_, before) => {
    const now = before.state === 'open' ? seen : { ...seen, isPending: false };
    expect(decide(before, now)).toStrictEqual({ kind: 'count', what: 'expiring' });
    expect(decide(before, { ...now, expiringCount: 7 })).toMatchObject({
      after: { expiringAnnouncedAt: NOW, firstExpiresAt: ago(-200), sequence: 1 },
      entry: { change: 'expiring', expiringCount: 7, firstExpiresAt: ago(-200) },
    });
  });

  it('comes every four hours at most', () => {
    expect(decide(group({ expiringAnnouncedAt: ago(239) }), seen).kind).toBe('unchanged');
    expect(decide(group({ expiringAnnouncedAt: ago(240) }), seen).kind).toBe('count');
  });
});

describe('the announcement of overdue members', () => {
  const late = { ...PENDING, overdue: [JOB] };
  const missing = { idleSince: ago(1440), expected: 6, counts: { Failed: 5 }, countedAt: ago(10) };

  it('names members that are late', () => {
    expect(decide(group(), late)).toMatchObject({
      after: { overdueAnnouncedAt: NOW },
      entry: { change: 'overdue', reason: 'late-members', jobs: [JOB] },
    });
  });

  it('states the gap of a group that has been idle for a day', () => {
    expect(decide(group(missing), NONE)).toMatchObject({
      entry: { change: 'overdue', reason: 'missing-members', counts: { Failed: 5 }, expected: 6 },
    });
    const idle = { ...missing, idleSince: ago(1439) };
    expect(decide(group(idle), NONE).kind).toBe('unchanged');
  });

  it('comes once a day at most, and not for a completed group', () => {
    expect(decide(group({ overdueAnnouncedAt: ago(1439) }), late).kind).toBe('unchanged');
    const announced = group({ ...missing, overdueAnnouncedAt: ago(1439) });
    expect(decide(announced, NONE).kind).toBe('unchanged');
    expect(decide(completed(), { ...NONE, overdue: [JOB] }).kind).toBe('unchanged');
  });
});

it('records one change at a time, and the others at the next checks', () => {
  const first = decide(completed(), { ...PENDING, expiringAt: NOW, overdue: [JOB] });
  expect(first).toMatchObject({ entry: { change: 'reopened' } });
});
