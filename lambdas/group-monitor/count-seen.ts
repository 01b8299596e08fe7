import type { Deadline } from '../core/function/deadline.ts';
import { countRange, expirableIn, membersIn } from '../core/group/count.ts';
import { countWhole } from '../core/group/count-whole.ts';
import { EXPIRING_HOURS, type SeenMembers } from '../core/group/decide.ts';
import { type Instant, plusHours, plusMinutes } from '../core/instant.ts';
import { OUTPUT_LIFE_HOURS } from '../core/job/facts.ts';
import type { GroupMonitorDeps } from './deps.ts';

/** What is counted, of which group. */
export interface Counting {
  readonly group: string;
  readonly now: Instant;
  readonly deps: GroupMonitorDeps;
  readonly deadline: Deadline;
}

/** Adds a count to what was seen; `undefined` when the time was over before its end. */
export const countSeen = (
  seen: SeenMembers,
  what: 'members' | 'expiring',
  counting: Counting,
): Promise<SeenMembers | undefined> =>
  what === 'members' ? countAll(seen, counting) : countExpiring(seen, counting);

const countAll = async (
  seen: SeenMembers,
  { group, deps: { members }, deadline }: Counting,
): Promise<SeenMembers | undefined> => {
  const count = await countWhole(members, group, deadline);
  return count && { ...seen, count };
};

/** Counts what expires before the next reminder: what is expiring, and what will be until then. */
const countExpiring = async (
  seen: SeenMembers,
  { group, now, deps: { members, policy }, deadline }: Counting,
): Promise<SeenMembers | undefined> => {
  const soon = plusMinutes(plusHours(now, EXPIRING_HOURS), policy.expiringLeadMinutes);
  const later = expirableIn(group, plusHours(soon, -OUTPUT_LIFE_HOURS));
  const expiring = await countRange(members, membersIn(group, 'Expiring'), deadline);
  const more = await countRange(members, later, deadline);
  return expiring === undefined || more === undefined
    ? undefined
    : { ...seen, expiringCount: expiring + more };
};
