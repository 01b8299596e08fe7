import { membersIn } from '../core/group/count.ts';
import { isOverdueDue, type SeenMembers } from '../core/group/decide.ts';
import type { Group } from '../core/group/group.ts';
import { expiryOf, isOverdue, keyOf, pendingIn } from '../core/group/indexed-member.ts';
import type { IndexedMember, MemberRange } from '../core/group/ports.ts';
import type { Instant } from '../core/instant.ts';
import { PENDING_TIERS } from '../core/job/status.ts';
import { overdueWindow } from '../core/polling/overdue.ts';
import type { GroupMonitorDeps } from './deps.ts';
import { findStale } from './repair-stale.ts';

const MOST_OVERDUE = 10;
const BATCH = 25;
const MOST_BATCHES = 10;

/** A group, and when it is checked. */
interface Seeing {
  readonly group: Group;
  readonly now: Instant;
  readonly deps: GroupMonitorDeps;
}

/**
 * Sees what a check of a group depends on: three queries at most, and one read of the members that the
 * index may be wrong about. Each check asks for the overdue members of one tier.
 */
export const seeMembers = async (seeing: Seeing): Promise<SeenMembers> => {
  const { group, now, deps } = seeing;
  const first = (range: MemberRange, limit: number) => deps.members.first(range, limit);
  const [pending, [expiring], late] = await Promise.all([
    Promise.all(pendingRanges(group).map((range) => firstIn(range, deps))),
    first(membersIn(group.group, 'Expiring'), 1),
    isOverdueDue(group, now) ? first(overdueIn(group.group, now), MOST_OVERDUE) : [],
  ]);
  const firsts = pending.flatMap(({ member }) => member ?? []);
  const suspects = firsts.filter((one) => isSuspect(one, seeing));
  const stale = await findStale([...suspects, ...late], now, deps);
  const found = await Promise.all(pending.map((one) => isPendingIn(one, stale, seeing)));
  return {
    isPending: found.includes(true),
    expiringAt: expiring && expiryOf(expiring),
    overdue: late.filter(({ jobId }) => !stale.has(jobId)).map(keyOf),
  };
};

/** A range with its first member. */
interface FirstIn {
  readonly range: MemberRange;
  readonly member: IndexedMember | undefined;
}

const firstIn = async (range: MemberRange, { members }: GroupMonitorDeps): Promise<FirstIn> => {
  const [member] = await members.first(range, 1);
  return { range, member };
};

const isPendingIn = async (
  { range, member }: FirstIn,
  stale: ReadonlySet<string>,
  seeing: Seeing,
): Promise<boolean> => {
  if (member === undefined || !stale.has(member.jobId)) return member !== undefined;
  return await findAmong(range, stale, seeing);
};

/** Where members are pending that count; of a group closed by hand, only those created since. */
const pendingRanges = ({ group, closedAt }: Group): readonly MemberRange[] =>
  closedAt === undefined
    ? [membersIn(group, 'InProgress')]
    : PENDING_TIERS.map((tier) => pendingIn(group, tier, { after: closedAt }));

const overdueIn = (group: string, now: Instant): MemberRange => {
  const minute = Math.floor(Date.parse(now) / 60_000);
  const tier = PENDING_TIERS[minute % PENDING_TIERS.length] ?? 'Standard';
  return pendingIn(group, tier, { upTo: overdueWindow(tier, now).upTo });
};

// Nothing but the row itself may reopen a completed group. Of an open one, only a member that waits for
// too long is suspect: a writer of an earlier version, which knows no groups, may have ended it.
const isSuspect = (member: IndexedMember, { group, now }: Seeing): boolean =>
  group.state === 'completed' || isOverdue(member, now);

/**
 * Finds a pending member among those that follow stale ones.
 *
 * Many may have one place in the index. So each batch begins where the last one ended, and what is known
 * as stale may return until the index follows. An open group waits for what remains unread.
 */
const findAmong = async (
  range: MemberRange,
  known: ReadonlySet<string>,
  seeing: Seeing,
): Promise<boolean> => {
  const stale = new Set(known);
  let from = range.from;
  for (let batches = 0; batches < MOST_BATCHES; batches += 1) {
    const members = await seeing.deps.members.first({ ...range, from }, BATCH);
    const fresh = members.filter(({ jobId }) => !stale.has(jobId));
    const suspects = fresh.filter((one) => isSuspect(one, seeing));
    const found = await findStale(suspects, seeing.now, seeing.deps);
    if (fresh.some(({ jobId }) => !found.has(jobId))) return true;
    if (members.length < BATCH) return false;
    for (const jobId of found) stale.add(jobId);
    from = members.at(-1)?.groupSort ?? from;
  }
  return seeing.group.state === 'open';
};
