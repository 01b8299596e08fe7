import { appendEntry, groupExpireAt } from '../../lambdas/core/group/append-entry.ts';
import type { WholeCount } from '../../lambdas/core/group/count-whole.ts';
import type { Group } from '../../lambdas/core/group/group.ts';
import { changeGroup, type GroupDeps, unknownGroup } from './change.ts';

/**
 * Completes a group by hand, whatever is pending; only jobs that are created later reopen it.
 *
 * @throws InvalidInputError when there is no such group; JobContendedError when it keeps changing.
 */
export const closeGroup = (
  { store, policy, now }: GroupDeps,
  group: string,
  { counts, failed, firstExpiresAt }: WholeCount,
): Promise<Group | undefined> =>
  changeGroup({ store }, group, (before) => {
    if (before === undefined) throw unknownGroup(group);
    if (before.state === 'completed') return undefined;
    const at = now();
    const times = { completedAt: at, closedAt: at, countedAt: at };
    const expireAt = groupExpireAt(at, policy);
    const closed = { ...before, ...times, state: 'completed', counts, firstExpiresAt } as const;
    const jobs = failed.length > 0 ? [...failed] : undefined;
    return appendEntry(
      { ...closed, expireAt },
      { change: 'completed', reason: 'closed', counts, jobs, firstExpiresAt },
      { at, policy },
    );
  });
