import { InvalidInputError, JobContendedError } from '../../lambdas/core/errors.ts';
import type { EntryPolicy } from '../../lambdas/core/group/append-entry.ts';
import { GROUP_ROW, type Group } from '../../lambdas/core/group/group.ts';
import type { GroupStore, GroupWrite } from '../../lambdas/core/group/ports.ts';
import type { Instant } from '../../lambdas/core/instant.ts';

/** What an operator's change of a group works with. */
export interface GroupDeps {
  readonly store: GroupStore;
  readonly policy: EntryPolicy;
  /** Reads the clock. */
  readonly now: () => Instant;
}

/** The new row of a group, with the entry that records the change; `undefined`: there is nothing to write. */
export type GroupChange = Omit<GroupWrite, 'before'> | undefined;

const MAX_ROUNDS = 5;

/**
 * Reads a group, decides, and writes the decision on the row that it was taken on.
 *
 * @throws JobContendedError when others keep changing the row; nothing is written then.
 */
export const changeGroup = async (
  { store }: Pick<GroupDeps, 'store'>,
  group: string,
  decide: (before: Group | undefined) => GroupChange,
): Promise<Group | undefined> => {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = await store.get(group);
    const change = decide(before);
    if (change === undefined) return before;
    if (await store.write({ before, ...change })) return change.after;
  }
  throw new JobContendedError(`The group ${group} kept changing; it stays as it was.`);
};

/** The row of a group that is opened. */
export const newGroup = (group: string, at: Instant): Group => ({
  group,
  entry: GROUP_ROW,
  state: 'open',
  openedAt: at,
  sequence: 0,
  revision: 0,
  checkedAt: at,
});

/** The error for a group that does not exist. */
export const unknownGroup = (group: string): InvalidInputError =>
  new InvalidInputError(
    `There is no group ${group}: check its name with "groups list". A group is opened by its first job, and by "groups expect".`,
  );
