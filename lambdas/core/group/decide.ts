import type { JobKey } from '../evidence/evidence.ts';
import { type Instant, plusHours, plusMinutes } from '../instant.ts';
import {
  appendEntry,
  type EntryPolicy,
  groupExpireAt,
  type RecordedChange,
} from './append-entry.ts';
import { endedOf, totalOf } from './count.ts';
import type { WholeCount } from './count-whole.ts';
import type { GroupEntry } from './entry.ts';
import type { Group } from './group.ts';
import { isRecountDue } from './recount.ts';

/** What a check has seen of a group's members. */
export interface SeenMembers {
  /** Whether a member is pending; of a group closed by hand, only one that was created since. */
  readonly isPending: boolean;
  /** When the first output expires that is about to expire and not collected. */
  readonly expiringAt?: Instant | undefined;
  /** Up to ten members that are pending for longer than their tier should take. */
  readonly overdue: readonly JobKey[];
  /** The members by status, if they were counted, with up to ten of those that failed. */
  readonly count?: WholeCount | undefined;
  /** How many outputs expire before the next reminder, if they were counted. */
  readonly expiringCount?: number | undefined;
}

/** What a decision about a group depends on. */
export interface GroupInput {
  readonly group: Group;
  readonly seen: SeenMembers;
  readonly now: Instant;
  readonly policy: GroupPolicy;
}

/** The settings of groups. */
export interface GroupPolicy extends EntryPolicy {
  /** For how long no member of a group without an expected number may be pending, until it is complete. */
  readonly quietHours: number;
}

/** What a check does to a group. */
export type GroupDecision =
  | { readonly kind: 'unchanged' }
  /** The members, or the outputs that expire soon, must be counted to decide. */
  | { readonly kind: 'count'; readonly what: 'members' | 'expiring' }
  | { readonly kind: 'changed'; readonly after: Group; readonly entry?: GroupEntry | undefined };

const UNCHANGED: GroupDecision = { kind: 'unchanged' };
/** How old the last check of a group that does not change may look. */
const TOUCH_MINUTES = 10;
const IDLE_MINUTES = 1;
/** The hours between two reminders of a group's outputs that expire. */
export const EXPIRING_HOURS = 4;
const OVERDUE_HOURS = 24;

/**
 * Decides what a check of a group changes.
 *
 * Records at most one change; the next check finds the others. Deciding again on the result, at the
 * same time and with the same members, changes nothing.
 */
export const decideGroup = (input: GroupInput): GroupDecision => {
  const { group, seen, now } = input;
  const noted = noteSeen(input);
  const next = [decideState, decideExpiring, decideOverdue];
  for (const decide of next) {
    const decision = decide({ ...input, group: noted });
    if (decision.kind !== 'unchanged') return decision;
  }
  const isNews = noted.idleSince !== group.idleSince || seen.count !== undefined;
  const isStale = plusMinutes(group.checkedAt, TOUCH_MINUTES) <= now;
  return isNews || isStale ? { kind: 'changed', after: { ...noted, checkedAt: now } } : UNCHANGED;
};

/** Notes since when the group is idle, and what was counted. */
const noteSeen = (input: GroupInput): Group => {
  const { group, seen, now } = input;
  const isPending = isAnyPending(seen);
  const idleSince = isPending ? undefined : (group.idleSince ?? now);
  return {
    ...group,
    ...(group.state === 'open' ? { idleSince } : { expireAt: lastExpireAt(input) }),
    ...(seen.count && {
      counts: seen.count.counts,
      countedAt: now,
      firstExpiresAt: seen.count.firstExpiresAt,
    }),
  };
};

// A member may have a transition long after the group was completed.
const lastExpireAt = ({ group: { expireAt, memberSeenAt }, policy }: GroupInput) =>
  expireAt === undefined || memberSeenAt === undefined
    ? expireAt
    : Math.max(expireAt, groupExpireAt(memberSeenAt, policy));

// The index lags: a count may find what the first query did not.
const isAnyPending = ({ isPending, count }: SeenMembers): boolean =>
  isPending || (count?.counts['InProgress'] ?? 0) > 0;

const decideState = (input: GroupInput): GroupDecision =>
  input.group.state === 'open' ? decideEnd(input) : decideReopening(input);

const decideReopening = (input: GroupInput): GroupDecision => {
  const { group, seen, now } = input;
  const { closedAt, expected = 0, counts } = group;
  const isShort = closedAt === undefined && counts !== undefined && expected > totalOf(counts);
  if (!(seen.isPending || isShort)) return UNCHANGED;
  const open = {
    ...group,
    state: 'open',
    completedAt: undefined,
    closedAt: undefined,
    expireAt: undefined,
    idleSince: seen.isPending ? undefined : now,
  } as const;
  return record(input, open, { change: 'reopened' });
};

const decideEnd = (input: GroupInput): GroupDecision => {
  const { group, seen, now, policy } = input;
  const { idleSince, expected } = group;
  if (idleSince === undefined) return UNCHANGED;
  const isQuiet =
    expected === undefined
      ? plusHours(idleSince, policy.quietHours) <= now
      : plusMinutes(idleSince, IDLE_MINUTES) <= now;
  if (!isQuiet) return UNCHANGED;
  const { count } = seen;
  if (count === undefined) {
    return isRecountDue(group, now) ? { kind: 'count', what: 'members' } : UNCHANGED;
  }
  if (endedOf(count.counts) < (expected ?? 0)) return UNCHANGED;
  const completed = {
    ...group,
    state: 'completed',
    completedAt: now,
    expireAt: groupExpireAt(now, policy),
  } as const;
  return record(input, completed, {
    change: 'completed',
    counts: count.counts,
    jobs: count.failed.length > 0 ? [...count.failed] : undefined,
    firstExpiresAt: count.firstExpiresAt,
  });
};

const decideExpiring = (input: GroupInput): GroupDecision => {
  const { group, seen, now } = input;
  const { expiringAt, expiringCount } = seen;
  if (expiringAt === undefined || !isAgo(group.expiringAnnouncedAt, EXPIRING_HOURS, now)) {
    return UNCHANGED;
  }
  if (expiringCount === undefined) return { kind: 'count', what: 'expiring' };
  const announced = { ...group, expiringAnnouncedAt: now, firstExpiresAt: expiringAt };
  return record(input, announced, {
    change: 'expiring',
    expiringCount,
    firstExpiresAt: expiringAt,
  });
};

const decideOverdue = (input: GroupInput): GroupDecision => {
  const { group, seen, now } = input;
  if (!isOverdueDue(group, now)) return UNCHANGED;
  const announced = { ...group, overdueAnnouncedAt: now };
  const { counts, expected = 0, idleSince } = group;
  if (seen.overdue.length > 0) {
    const jobs = [...seen.overdue];
    return record(input, announced, { change: 'overdue', reason: 'late-members', jobs });
  }
  const isIdle = idleSince !== undefined && plusHours(idleSince, OVERDUE_HOURS) <= now;
  if (!isIdle || counts === undefined || totalOf(counts) >= expected) return UNCHANGED;
  return record(input, announced, { change: 'overdue', reason: 'missing-members', counts });
};

/** Whether overdue members of a group may be announced; at most once a day. */
export const isOverdueDue = (group: Group, now: Instant): boolean =>
  group.state === 'open' && isAgo(group.overdueAnnouncedAt, OVERDUE_HOURS, now);

const isAgo = (at: Instant | undefined, hours: number, now: Instant): boolean =>
  at === undefined || plusHours(at, hours) <= now;

const record = (input: GroupInput, after: Group, change: RecordedChange): GroupDecision => {
  const { now: at, policy } = input;
  return { kind: 'changed', ...appendEntry({ ...after, checkedAt: at }, change, { at, policy }) };
};
