import { findFirstExpiry } from '../../../lambdas/core/group/count-whole.ts';
import type { Group } from '../../../lambdas/core/group/group.ts';
import { isOverdue, pendingIn, sinceOf } from '../../../lambdas/core/group/indexed-member.ts';
import type { IndexedMember, MemberIndex } from '../../../lambdas/core/group/ports.ts';
import type { Instant } from '../../../lambdas/core/instant.ts';
import { PENDING_TIERS } from '../../../lambdas/core/job/status.ts';

/** What a refresh finds besides the counts. */
export interface LiveFacts {
  readonly row: Group;
  /** Up to ten members, the longest pending first. */
  readonly oldest: readonly IndexedMember[];
  /** How many pending members are overdue; of each tier the first ten are looked at. */
  readonly overdue: number;
  readonly firstExpiresAt?: Instant | undefined;
}

/** The number of pending members that a screen shows, and that are read of each tier. */
export const MOST_OLDEST = 10;

/** Reads the ends of a group's index: six small requests. */
export const readLive = async (
  row: Group,
  index: MemberIndex,
  now: Instant,
): Promise<LiveFacts> => {
  const byTier = PENDING_TIERS.map((tier) =>
    index.first(pendingIn(row.group, tier, {}), MOST_OLDEST),
  );
  const pending = (await Promise.all(byTier)).flat();
  return {
    row,
    oldest: pending
      .toSorted((one, other) => (sinceOf(one) < sinceOf(other) ? -1 : 1))
      .slice(0, MOST_OLDEST),
    overdue: pending.filter((member) => isOverdue(member, now)).length,
    firstExpiresAt: await findFirstExpiry(index, row.group),
  };
};
