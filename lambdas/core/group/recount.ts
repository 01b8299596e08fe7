import { type Instant, plusHours, plusMinutes } from '../instant.ts';
import { endedOf } from './count.ts';
import type { Group } from './group.ts';

/** Members are noted once a minute, and the index may lag the note. */
const SETTLED_MINUTES = 5;
const MIN_WAIT_MINUTES = 1;
const MAX_WAIT_MINUTES = 15;
/** A transition that could not be noted must not leave the group open. */
const FALLBACK_HOURS = 6;

/**
 * Whether an idle group that may be complete should be counted again.
 *
 * At once where the last count would do; where members have moved since then, after a wait that grows
 * with the time that the group is idle: a count of a million members reads some 220 pages.
 */
export const isRecountDue = (group: Group, now: Instant): boolean => {
  const { counts, countedAt, expected = 0, memberSeenAt, idleSince = now } = group;
  if (counts === undefined || countedAt === undefined) return true;
  if (endedOf(counts) >= expected || plusHours(countedAt, FALLBACK_HOURS) <= now) return true;
  const hasMoved =
    memberSeenAt !== undefined && plusMinutes(memberSeenAt, SETTLED_MINUTES) > countedAt;
  return hasMoved && plusMinutes(countedAt, waitMinutes(idleSince, countedAt)) <= now;
};

const waitMinutes = (idleSince: Instant, countedAt: Instant): number => {
  const idleMinutes = (Date.parse(countedAt) - Date.parse(idleSince)) / 60_000;
  return Math.min(MAX_WAIT_MINUTES, Math.max(MIN_WAIT_MINUTES, idleMinutes));
};
