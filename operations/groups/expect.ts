import type { Group } from '../../lambdas/core/group/group.ts';
import { changeGroup, type GroupDeps, newGroup, reopen } from './change.ts';

/** A number of members that a start adds to what is expected. */
export interface Addition {
  /** Names this addition: repeated, it changes nothing. */
  readonly id: string;
  /** Negative: fewer were started than announced. */
  readonly count: number;
  /** Leaves a group alone of which no number is known. */
  readonly isOnlyIfKnown?: boolean;
}

/** How many additions a row remembers: as many starts may add between a crash and its resumed run. */
const REMEMBERED = 10;

/**
 * Adds to how many members a group is expected to have; opens or reopens the group.
 *
 * @throws JobContendedError when others keep changing the group.
 */
export const addExpected = (
  deps: GroupDeps,
  group: string,
  { id, count, isOnlyIfKnown = false }: Addition,
): Promise<Group | undefined> =>
  changeGroup(deps, group, (before) => {
    if (before?.additions?.includes(id)) return undefined;
    const { after, entry } = reopen(before ?? newGroup(group, deps.now()), deps);
    if (isOnlyIfKnown && after.expected === undefined) return { after, entry };
    const expected = Math.max(0, (after.expected ?? 0) + count);
    const additions = [...(after.additions ?? []), id].slice(-REMEMBERED);
    return { after: { ...after, expected, additions }, entry };
  });

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
  changeGroup(deps, group, (before) =>
    before?.expected === expected
      ? undefined
      : { after: { ...(before ?? newGroup(group, deps.now())), expected } },
  );
