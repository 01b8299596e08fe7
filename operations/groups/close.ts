import { appendEntry, groupExpireAt } from '../../lambdas/core/group/append-entry.ts';
import type { GroupEntry } from '../../lambdas/core/group/entry.ts';
import type { Group, MemberCounts } from '../../lambdas/core/group/group.ts';
import { changeGroup, type GroupDeps, unknownGroup } from './change.ts';

/** What the members of a group are when it is closed. */
export interface ClosingMembers extends Pick<GroupEntry, 'jobs' | 'firstExpiresAt'> {
  readonly counts: MemberCounts;
}

/**
 * Completes a group by hand, whatever is pending; only jobs that are created later reopen it.
 *
 * @throws InvalidInputError when there is no such group; JobContendedError when it keeps changing.
 */
export const closeGroup = (
  deps: GroupDeps,
  group: string,
  members: ClosingMembers,
): Promise<Group | undefined> =>
  changeGroup(deps, group, (before) => {
    if (before === undefined) throw unknownGroup(group);
    if (before.state === 'completed') return undefined;
    const { policy, now } = deps;
    const { counts, firstExpiresAt } = members;
    const at = now();
    const closed: Group = {
      ...before,
      state: 'completed',
      completedAt: at,
      closedAt: at,
      counts,
      countedAt: at,
      firstExpiresAt,
      expireAt: groupExpireAt(at, policy),
    };
    return appendEntry(
      closed,
      { ...members, change: 'completed', reason: 'closed' },
      { at, policy },
    );
  });
