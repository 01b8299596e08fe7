import { describe, expect, it } from 'vitest';
import type { GroupEntry } from '../../../lambdas/core/group/entry.ts';
import type { Group } from '../../../lambdas/core/group/group.ts';
import { type GroupDeps, newGroup } from '../../../operations/groups/change.ts';
import { closeGroup } from '../../../operations/groups/close.ts';
import { expectStart, setExpected } from '../../../operations/groups/expect.ts';

const NOW = '2026-03-14T12:00:00.000Z';
const OPENED = '2026-03-14T00:00:00.000Z';
const completed: Group = {
  ...newGroup('wave-1', OPENED),
  ...{ state: 'completed', completedAt: OPENED, idleSince: OPENED, expireAt: 1, sequence: 1 },
  expected: 10,
};

/** A store of one group, in which other writers are first for some writes. */
const aStore = (first?: Group, overtaken = 0) => {
  const state: { row: Group | undefined; entries: GroupEntry[] } = { row: first, entries: [] };
  let left = overtaken;
  const deps: GroupDeps = {
    policy: { accountId: '123456789012', region: 'eu-west-1', retentionDays: 90 },
    now: () => NOW,
    store: {
      get: () => Promise.resolve(state.row),
      write: ({ before, after, entry }) => {
        left -= 1;
        if (left >= 0 || before !== state.row) return Promise.resolve(false);
        state.row = { ...after, revision: (before?.revision ?? 0) + 1 };
        if (entry !== undefined) state.entries.push(entry);
        return Promise.resolve(true);
      },
    },
  };
  return { deps, state };
};

describe('expectStart', () => {
  it.each<[string, Partial<Group> | undefined, number, number]>([
    ['opens a group', undefined, 3, 3],
    ['adds to a number', { expected: 4 }, 3, 7],
    ['begins a number', {}, 3, 3],
    ['repeats nothing', { expected: 4, starts: { a: 3 } }, 3, 4],
    ['corrects its own number', { expected: 9, starts: { a: 3, b: 6 } }, 1, 7],
    ['never goes below none', { expected: 1, starts: { a: 3 } }, 0, 0],
  ])('%s', async (_, changes, count, expected) => {
    const { deps, state } = aStore(changes && { ...newGroup('wave-1', OPENED), ...changes });
    await expectStart(deps, 'wave-1', { start: 'a', count });
    expect(state.row).toMatchObject({ state: 'open', expected, starts: { a: count } });
  });

  it('adds nothing twice, however many starts there were since', async () => {
    const { deps, state } = aStore();
    for (let number = 0; number < 50; number += 1) {
      await expectStart(deps, 'wave-1', { start: `a${number}`, count: 1 });
    }
    await expectStart(deps, 'wave-1', { start: 'a2', count: 1 });
    expect(state.row?.expected).toBe(50);
  });

  it('reopens a completed group for more members, and records it', async () => {
    const { deps, state } = aStore(completed);
    await expectStart(deps, 'wave-1', { start: 'a', count: 2 });
    expect(state.row).toStrictEqual({
      ...newGroup('wave-1', OPENED),
      ...{ completedAt: undefined, closedAt: undefined, idleSince: undefined },
      ...{ expireAt: undefined, expected: 12, starts: { a: 2 }, sequence: 2, revision: 1 },
    });
    expect(state.entries).toMatchObject([{ change: 'reopened', sequence: 2, at: NOW }]);
  });

  it('does not reopen a group that was closed while a start ran, when that corrects its number', async () => {
    const { deps, state } = aStore({ ...completed, closedAt: NOW, starts: { a: 10 } });
    await expectStart(deps, 'wave-1', { start: 'a', count: 9 });
    expect(state.row).toMatchObject({ state: 'completed', closedAt: NOW, expected: 9 });
    expect(state.entries).toStrictEqual([]);
  });
});

describe('a change', () => {
  it('is decided again on what another writer left', async () => {
    const { deps, state } = aStore(newGroup('wave-1', OPENED), 4);
    await setExpected(deps, 'wave-1', 5);
    expect(state.row?.expected).toBe(5);
  });

  it('gives up after five writes that others overtook', async () => {
    const { deps, state } = aStore(newGroup('wave-1', OPENED), 5);
    await expect(setExpected(deps, 'wave-1', 5)).rejects.toThrow('The group wave-1 kept changing');
    expect(state.row?.expected).toBeUndefined();
  });

  it('writes nothing where nothing changes', async () => {
    const { deps, state } = aStore({ ...newGroup('wave-1', OPENED), expected: 5 });
    await setExpected(deps, 'wave-1', 5);
    expect(state.row?.revision).toBe(0);
  });
});

describe('closeGroup', () => {
  const failed = [{ vaultArn: 'vault', jobId: 'job-1' }];
  const members = { counts: { Failed: 1, InProgress: 3 }, failed, firstExpiresAt: undefined };

  it('completes an open group with what was counted', async () => {
    const { deps, state } = aStore({ ...newGroup('wave-1', OPENED), expected: 9 });
    await closeGroup(deps, 'wave-1', members);
    expect(state.row).toMatchObject({ state: 'completed', completedAt: NOW, closedAt: NOW });
    expect(state.entries).toMatchObject([
      { change: 'completed', reason: 'closed', expected: 9, counts: members.counts, jobs: failed },
    ]);
  });

  it('leaves a completed group alone, and refuses an unknown one', async () => {
    const { deps, state } = aStore(completed);
    await closeGroup(deps, 'wave-1', members);
    expect(state).toStrictEqual({ row: completed, entries: [] });
    await expect(closeGroup(aStore().deps, 'wave-2', members)).rejects.toThrow(
      'There is no group wave-2',
    );
  });
});
