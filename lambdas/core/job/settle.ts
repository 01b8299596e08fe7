import { WRITTEN } from '../event/event-version.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { type LifePolicy, memberDays } from '../function/settings.ts';
import { readGroupTag } from '../group/tag.ts';
import { epochSeconds, type Instant, plusHours } from '../instant.ts';
import { canonical } from '../json.ts';
import { keepAnnounced, noteAbsent } from './event-fields.ts';
import type { JobFacts } from './facts.ts';
import type { Job, Transition } from './job.ts';
import { isFinal } from './life.ts';
import { groupSort, type Status, statusKey } from './status.ts';

/** What a job is settled from. */
export interface Settling {
  readonly before: Job | undefined;
  readonly facts: JobFacts;
  /** The transitions to record, in order. */
  readonly steps: readonly Status[];
  readonly evidence: Evidence;
  readonly at: Instant;
  readonly policy: LifePolicy;
}

/** Puts the job together from its facts and new transitions, or says `undefined` when nothing changed. */
export const settleJob = (settling: Settling): Job | undefined => {
  const { before, facts, steps, evidence, at, policy } = settling;
  const carried = { ...facts.details, outputExpiresAt: facts.outputExpiresAt };
  const recorded = steps.map((step) => toTransition(step, settling));
  const earlier = before?.transitions.map((step) => keepAnnounced(step, before, carried)) ?? [];
  const transitions = [...earlier, ...recorded];
  const status = transitions.at(-1)?.status ?? 'InProgress';
  const { details, outcome: _, ...kept } = facts;
  const place = {
    statusKey: statusKey({ ...details, status }),
    statusSince: statusSince(status, facts, transitions),
  };
  const member = memberOf(before, facts, place);
  const isNewMember = before !== undefined && before.group !== member.group;
  const job: Job = {
    ...evidence.key,
    ...details,
    ...kept,
    status,
    ...place,
    ...member,
    sequence: transitions.length,
    revision: (before?.revision ?? 0) + 1,
    transitions,
    lastChange: steps.length > 0 || isNewMember ? 'transition' : 'details',
    expireAt: expireAt(status, facts, transitions.at(-1)?.at ?? at, daysKept(member.group, policy)),
  };
  return steps.length > 0 || !isSame(before, job) ? job : undefined;
};

/** A job's group, which never changes, and its place in it. */
const memberOf = (
  before: Job | undefined,
  { details, outputExpiresAt }: JobFacts,
  place: Pick<Job, 'statusKey' | 'statusSince'>,
): Pick<Job, 'group' | 'groupSort'> => {
  const group = before?.group ?? readGroupTag(details.jobDescription);
  return group === undefined ? {} : { group, groupSort: groupSort({ ...place, outputExpiresAt }) };
};

const toTransition = (status: Status, { facts, evidence, at }: Settling): Transition => {
  const step = { ...WRITTEN, status, at, source: evidence.source, ...whyOf(status, facts) };
  // A completion is written unread, so that only now is it known what this event will lack.
  return status === 'InProgress' ? noteAbsent(step, facts.details) : step;
};

const whyOf = (
  status: Status,
  { details: { statusMessage }, vaultMissingSince }: JobFacts,
): Partial<Transition> => {
  if (status === 'Failed') return statusMessage === undefined ? {} : { statusMessage };
  const isVaultMissing = status === 'Expired' && vaultMissingSince !== undefined;
  return isVaultMissing ? { reason: 'vault-missing' } : {};
};

const statusSince = (
  status: Status,
  { details, firstSeenAt, completeSeenAt }: JobFacts,
  transitions: readonly Transition[],
): Instant => {
  const recordedAt = transitions.at(-1)?.at ?? firstSeenAt;
  switch (status) {
    case 'InProgress':
      return details.creationDate ?? firstSeenAt;
    case 'Succeeded':
    case 'Expiring':
    case 'Failed':
      return details.completionDate ?? completeSeenAt ?? recordedAt;
    case 'Expired':
    case 'Collected':
      return recordedAt;
  }
};

const expireAt = (
  status: Status,
  { outputExpiresAt }: JobFacts,
  at: Instant,
  days: number,
): number | undefined => {
  const isSettled = isFinal(status) || (status === 'Succeeded' && outputExpiresAt === undefined);
  return isSettled ? epochSeconds(plusHours(at, 24 * days)) : undefined;
};

const daysKept = (group: string | undefined, policy: LifePolicy): number =>
  group === undefined ? policy.retentionDays : memberDays(policy);

const isSame = (before: Job | undefined, after: Job): boolean => {
  if (before === undefined) return false;
  const { lastChange: _lastChange, revision: _revision, ...was } = before;
  const { lastChange: _nextChange, revision: _next, ...is } = after;
  return canonical(was) === canonical(is);
};
