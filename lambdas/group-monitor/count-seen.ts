import { countMembers, countRange, expirableIn, membersIn } from '../core/group/count.ts';
import { EXPIRING_HOURS, type SeenMembers } from '../core/group/decide.ts';
import { expiryOf, keyOf } from '../core/group/indexed-member.ts';
import { type Instant, plusHours, plusMinutes } from '../core/instant.ts';
import { OUTPUT_LIFE_HOURS } from '../core/job/facts.ts';
import type { Deadline, GroupMonitorDeps } from './deps.ts';

/** What is counted, of which group. */
export interface Counting {
  readonly group: string;
  readonly now: Instant;
  readonly deps: GroupMonitorDeps;
  readonly deadline: Deadline;
}

/** How many failed members an event names. */
const MOST_NAMED = 10;

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
  const counts = await countMembers(members, group, deadline);
  if (counts === undefined) return undefined;
  const failed = await members.first(membersIn(group, 'Failed'), MOST_NAMED);
  const [first] = await members.first(expirableIn(group), 1);
  const firstExpiresAt = seen.expiringAt ?? (first && expiryOf(first));
  return { ...seen, count: { counts, failed: failed.map(keyOf), firstExpiresAt } };
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
