import { appendEntry } from '../../lambdas/core/group/append-entry.ts';
import type { Group } from '../../lambdas/core/group/group.ts';
import { changeGroup, type GroupChange, type GroupDeps, newGroup } from './change.ts';

/**
 * Notes how many members a start adds to a group; opens the group, or reopens it for more members.
 *
 * The row keeps the number of each start by its id, so that a resumed start may note its number again;
 * a row holds some 10,000 starts.
 *
 * @throws JobContendedError when others keep changing the group.
 */
export const expectStart = (
  deps: GroupDeps,
  group: string,
  { start, count }: { readonly start: string; readonly count: number },
): Promise<Group | undefined> =>
  changeGroup(deps, group, (before = newGroup(group, deps.now())) => {
    const more = count - (before.starts?.[start] ?? 0);
    if (more === 0) return undefined;
    const expected = Math.max(0, (before.expected ?? 0) + more);
    const after = { ...before, expected, starts: { ...before.starts, [start]: count } };
    return more > 0 ? reopen(after, deps) : { after };
  });

const reopen = (group: Group, { policy, now }: GroupDeps): GroupChange => {
  if (group.state === 'open') return { after: group };
  const ended = { completedAt: undefined, closedAt: undefined, idleSince: undefined };
  const open = { ...group, ...ended, state: 'open', expireAt: undefined } as const;
  return appendEntry(open, { change: 'reopened' }, { at: now(), policy });
};

/**
 * Sets how many members a group is expected to have; opens the group if there is none.
 *
 * @throws JobContendedError when others keep changing the group.
 */
export const setExpected = (
  deps: GroupDeps,
  group: string,
  expected: number,
): Promise<Group | undefined> =>
  changeGroup(deps, group, (before = newGroup(group, deps.now())) =>
    before.expected === expected ? undefined : { after: { ...before, expected } },
  );
