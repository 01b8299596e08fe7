import { describe, expect, it } from 'vitest';
import type { GroupEntry } from '../../../lambdas/core/group/entry.ts';
import type { Group } from '../../../lambdas/core/group/group.ts';
import { type GroupDeps, newGroup } from '../../../operations/groups/change.ts';
import { closeGroup } from '../../../operations/groups/close.ts';
import { addExpected, setExpected } from '../../../operations/groups/expect.ts';

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

describe('addExpected', () => {
  it.each<[string, Partial<Group> | undefined, number, number]>([
    ['opens a group', undefined, 3, 3],
    ['adds to a number', { expected: 4 }, 3, 7],
    ['begins a number', {}, 3, 3],
    ['takes back', { expected: 4 }, -3, 1],
    ['never goes below none', { expected: 1 }, -3, 0],
  ])('%s', async (_, changes, count, expected) => {
    const { deps, state } = aStore(changes && { ...newGroup('wave-1', OPENED), ...changes });
    await addExpected(deps, 'wave-1', { id: 'a', count });
    expect(state.row).toMatchObject({ state: 'open', expected, additions: ['a'], revision: 1 });
  });

  it('adds nothing twice, and remembers the last ten additions', async () => {
    const { deps, state } = aStore();
    for (let number = 0; number < 12; number += 1) {
      await addExpected(deps, 'wave-1', { id: `a${number}`, count: 1 });
    }
    await addExpected(deps, 'wave-1', { id: 'a2', count: 0 });
    await addExpected(deps, 'wave-1', { id: 'a11', count: 1 });
    expect(state.row?.expected).toBe(12);
    expect(state.row?.additions).toHaveLength(10);
    expect(state.row?.additions?.at(-1)).toBe('a11');
  });

  it('leaves a number alone that is not known, if asked to', async () => {
    const { deps, state } = aStore();
    const addition = { id: 'a', count: 3, isOnlyIfKnown: true };
    await addExpected(deps, 'wave-1', addition);
    expect(state.row?.expected).toBeUndefined();
    await setExpected(deps, 'wave-1', 5);
    await addExpected(deps, 'wave-1', addition);
    expect(state.row?.expected).toBe(8);
  });

  it('reopens a completed group, and records it', async () => {
    const { deps, state } = aStore(completed);
    await addExpected(deps, 'wave-1', { id: 'a', count: 2 });
    expect(state.row).toStrictEqual({
      ...newGroup('wave-1', OPENED),
      ...{ completedAt: undefined, closedAt: undefined, idleSince: undefined },
      ...{ expireAt: undefined, expected: 12, additions: ['a'], sequence: 2, revision: 1 },
    });
    expect(state.entries).toMatchObject([{ change: 'reopened', sequence: 2, at: NOW }]);
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
  const members = { counts: { Failed: 1, InProgress: 3 }, firstExpiresAt: undefined };

  it('completes an open group with what was counted', async () => {
    const { deps, state } = aStore({ ...newGroup('wave-1', OPENED), expected: 9 });
    await closeGroup(deps, 'wave-1', members);
    expect(state.row).toMatchObject({ state: 'completed', completedAt: NOW, closedAt: NOW });
    expect(state.entries).toMatchObject([
      { change: 'completed', reason: 'closed', expected: 9, counts: members.counts, sequence: 1 },
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
