import { DEFAULT_LIFE_POLICY } from '../../lambdas/core/function/settings.ts';
import { endedOf } from '../../lambdas/core/group/count.ts';
import type { GroupEntry } from '../../lambdas/core/group/entry.ts';
import type { Group } from '../../lambdas/core/group/group.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import { canonical } from '../../lambdas/core/json.ts';
import type { GroupRowChange } from '../groups/groups-table.ts';
import type { TrueJob } from '../ports/glacier.ts';
import type { GroupLife, Member } from './group-lives.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Clocks of function copies differ by up to this. */
const SKEW_MS = 2000;
/** By then the index shows a write. */
const SHOWN_MS = MINUTE_MS;
/** By then checks have found what the index shows, and have ended, whatever fails. */
const CHECKED_MS = 45 * MINUTE_MS;
/** By then a group is counted again although its last member was not noted. */
const UNNOTED_MS = 6 * HOUR_MS;
const NOTED_APART_MS = 90_000;
const QUIET_MS = 24 * HOUR_MS;
const LEAD_MS = DEFAULT_LIFE_POLICY.expiringLeadMinutes * MINUTE_MS;
/** The shortest time between two changes of a kind. */
const APART_MS = { overdue: 24 * HOUR_MS, expiring: 4 * HOUR_MS, completed: 0, reopened: 0 };

type Facts = Readonly<Record<string, boolean>>;

const trueOf = (facts: Facts): readonly string[] =>
  Object.entries(facts).flatMap(([name, isTrue]) => (isTrue ? [name] : []));

/** Finds what a write of a group's row must not do, in words; the life is still as before it. */
export const findWrongChange = (
  life: GroupLife,
  change: GroupRowChange,
  nowMs: number,
): readonly string[] => {
  const { before, after, entry } = change;
  const sequence = (before?.sequence ?? 0) + (entry ? 1 : 0);
  const state = before?.state ?? 'open';
  return trueOf({
    'a row of a group and its entries disagree':
      after.sequence !== sequence || (entry?.sequence ?? sequence) !== sequence,
    'a group changed its state without an entry': after.state !== stateAfter(entry, state),
    'a group changed to the state that it had':
      stateAfter(entry, state) === state && stateAfter(entry, undefined) !== undefined,
    ...(entry && findWrongEntry(life, entry, change, nowMs)),
  });
};

const stateAfter = <State>(entry: GroupEntry | undefined, state: State) => {
  if (entry?.change === 'completed') return 'completed';
  return entry?.change === 'reopened' ? 'open' : state;
};

const findWrongEntry = (
  life: GroupLife,
  entry: GroupEntry,
  { before, after }: GroupRowChange,
  nowMs: number,
): Facts => {
  const { change, reason } = entry;
  const last = [...life.entries.values()].findLast((one) => one.change === change);
  const isSoon = Date.parse(entry.at) < Date.parse(last?.at ?? '') + APART_MS[change] - SKEW_MS;
  return {
    [`a group is announced as ${change} too often`]: isSoon,
    'a group reopens for nothing': change === 'reopened' && !mayReopen(life, before, after, nowMs),
    'a member is late that is not pending':
      reason === 'late-members' && !entry.jobs?.every((job) => wasPending(life, job.jobId, nowMs)),
    ...(change === 'completed' && reason !== 'closed' && findEarly(life, entry, before)),
  };
};

/** Finds whether a group that was not closed completes too early or too late. */
const findEarly = (
  life: GroupLife,
  { at, expected, counts = {} }: GroupEntry,
  before: Group | undefined,
): Facts => {
  const atMs = Date.parse(at);
  const members = [...life.members.values()];
  const ended = members.filter(({ endedAt }) => endedAt !== undefined).length;
  const isKnown = life.expected !== undefined && !life.isGuessed;
  const idleMs = expected === undefined ? QUIET_MS : MINUTE_MS;
  return {
    'a group forgot how many members it has': isKnown && expected !== life.expected,
    'a group of a known number completes with a job in progress':
      isKnown && members.some(({ job }) => isInProgress(job, atMs)),
    'a group completes with a member that is recorded as pending': members.some(
      (member) => member.endedAt === undefined && isShown(member, atMs),
    ),
    'a group completes before it is idle for long enough':
      atMs < life.lastLongEndMs + idleMs - SKEW_MS,
    'a group completes with fewer members than expected': ended < (expected ?? 0),
    'a member is counted twice': endedOf(counts) > ended,
    'a group completes late': atMs > dueOf(life, expected, before),
  };
};

const dueOf = (life: GroupLife, expected: number | undefined, before: Group | undefined) => {
  const from = Math.max(life.lastEndMs, life.askedMs) + CHECKED_MS;
  if (expected === undefined) return from + QUIET_MS;
  // A command is under way, which may just have set the number.
  if (life.expected === undefined) return Infinity;
  const isNoted = Date.parse(before?.memberSeenAt ?? '') > life.lastEndMs - NOTED_APART_MS;
  return isNoted ? from : from + UNNOTED_MS;
};

const isShown = ({ pendingSince }: Member, atMs: number): boolean =>
  pendingSince !== undefined && pendingSince < atMs - SHOWN_MS - SKEW_MS;

const isInProgress = (
  { createdAt, completedAt, vaultDeletedAt = Infinity }: TrueJob,
  atMs: number,
) => createdAt <= atMs && atMs < Math.min(completedAt, vaultDeletedAt) - SKEW_MS;

const wasPending = ({ members }: GroupLife, jobId: string, nowMs: number): boolean => {
  const { pendingSince, endedAt = nowMs } = members.get(jobId) ?? {};
  return pendingSince !== undefined && endedAt > nowMs - 2 * MINUTE_MS;
};

/** A group reopens for a command, for a number that it has not reached, or for a pending member. */
const mayReopen = (
  life: GroupLife,
  before: Group | undefined,
  { expected = 0, starts }: Group,
  nowMs: number,
): boolean => {
  const closedMs = Date.parse(before?.closedAt ?? '1970-01-01T00:00:00Z') - SKEW_MS;
  const isAsked = canonical(starts) !== canonical(before?.starts);
  return (
    isAsked ||
    expected > Object.values(before?.counts ?? {}).reduce((sum, count) => sum + count, 0) ||
    [...life.members.values()].some(
      ({ job }) => job.createdAt >= closedMs && wasPending(life, job.jobId, nowMs),
    )
  );
};

/** Whether the output of a settled member expired without the reminder of its group. */
export const isUnreminded = ({ expiringMs }: GroupLife, { transitions, ...row }: Job): boolean => {
  const atOf = (...wanted: string[]) =>
    Date.parse(transitions.find(({ status }) => wanted.includes(status))?.at ?? '');
  const expiresMs = Date.parse(row.outputExpiresAt ?? '');
  const isExpired = row.status === 'Expired' && row.vaultMissingSince === undefined;
  const leadMs = expiresMs - LEAD_MS;
  const remindedBy = Math.max(leadMs, atOf('Succeeded')) + 2 * CHECKED_MS;
  const from = leadMs - APART_MS.expiring - SKEW_MS;
  const isReminded = expiringMs.some((ms) => from < ms && ms < remindedBy);
  return isExpired && remindedBy < expiresMs && !isReminded;
};
