import type { JobKey } from '../evidence/evidence.ts';
import { type Instant, plusHours } from '../instant.ts';
import { OUTPUT_LIFE_HOURS } from '../job/facts.ts';
import { PENDING_TIERS, type PendingTier } from '../job/status.ts';
import { overdueWindow } from '../polling/overdue.ts';
import type { IndexedMember, MemberRange } from './ports.ts';

/** Since when a member has its status, or when its output was completed. */
export const sinceOf = ({ groupSort }: IndexedMember): Instant =>
  groupSort.slice(groupSort.lastIndexOf('#') + 1);

/** The key of a member, without its place in the index. */
export const keyOf = ({ vaultArn, jobId }: IndexedMember): JobKey => ({ vaultArn, jobId });

/** Until when at least the output of a member that succeeded can be fetched. */
export const expiryOf = (member: IndexedMember): Instant =>
  plusHours(sinceOf(member), OUTPUT_LIFE_HOURS);

/** Whether a pending member waits for longer than its tier should take. */
export const isOverdue = (member: IndexedMember, now: Instant): boolean => {
  const tier = PENDING_TIERS.find((one) => member.groupSort.startsWith(`InProgress#${one}#`));
  return tier === undefined || sinceOf(member) <= overdueWindow(tier, now).upTo;
};

/** The pending members of a tier, from an age or up to one. */
export const pendingIn = (
  group: string,
  tier: PendingTier,
  { after = '', upTo = '~' }: { readonly after?: Instant; readonly upTo?: Instant },
): MemberRange => ({
  group,
  from: `InProgress#${tier}#${after}`,
  to: `InProgress#${tier}#${upTo}`,
});
