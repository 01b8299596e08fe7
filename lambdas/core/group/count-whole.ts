import type { JobKey } from '../evidence/evidence.ts';
import type { Instant } from '../instant.ts';
import { countMembers, expirableIn, membersIn } from './count.ts';
import type { MemberCounts } from './group.ts';
import { expiryOf, keyOf } from './indexed-member.ts';
import type { MemberIndex } from './ports.ts';

/** What a count finds of a group's members. */
export interface WholeCount {
  readonly counts: MemberCounts;
  /** Up to ten of those that failed. */
  readonly failed: readonly JobKey[];
  readonly firstExpiresAt?: Instant | undefined;
}

/** How many failed members an event names. */
const MOST_NAMED = 10;

/** Counts a group's members for what is recorded; `undefined` when `isOver` became true before the end. */
export const countWhole = async (
  members: MemberIndex,
  group: string,
  isOver?: () => boolean,
): Promise<WholeCount | undefined> => {
  const counts = await countMembers(members, group, isOver);
  if (counts === undefined) return undefined;
  const failed = await members.first(membersIn(group, 'Failed'), MOST_NAMED);
  return {
    counts,
    failed: failed.map(keyOf),
    firstExpiresAt: await findFirstExpiry(members, group),
  };
};

/** Finds until when at least the first output of a group can be fetched that is not collected. */
export const findFirstExpiry = async (
  members: Pick<MemberIndex, 'first'>,
  group: string,
): Promise<Instant | undefined> => {
  const firsts = await Promise.all([
    members.first(membersIn(group, 'Expiring'), 1),
    members.first(expirableIn(group), 1),
  ]);
  return firsts.flat().map(expiryOf).toSorted()[0];
};
