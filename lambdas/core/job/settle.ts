import type { Evidence } from '../evidence/evidence.ts';
import type { LifePolicy } from '../function/settings.ts';
import { epochSeconds, type Instant, plusHours } from '../instant.ts';
import { canonical } from '../json.ts';
import { keepAnnounced, noteAbsent } from './event-fields.ts';
import type { JobFacts } from './facts.ts';
import type { Job, Transition } from './job.ts';
import { isFinal } from './life.ts';
import { type Status, statusKey } from './status.ts';

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
  const job: Job = {
    ...evidence.key,
    ...details,
    ...kept,
    status,
    statusKey: statusKey({ ...details, status }),
    statusSince: statusSince(status, facts, transitions),
    sequence: transitions.length,
    revision: (before?.revision ?? 0) + 1,
    transitions,
    lastChange: steps.length > 0 ? 'transition' : 'details',
    expireAt: expireAt(status, facts, transitions.at(-1)?.at ?? at, policy),
  };
  return steps.length > 0 || !isSame(before, job) ? job : undefined;
};

const toTransition = (status: Status, { facts, evidence, at }: Settling): Transition => {
  const step = { status, at, source: evidence.source, ...whyOf(status, facts) };
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
  { retentionDays }: LifePolicy,
): number | undefined => {
  const isSettled = isFinal(status) || (status === 'Succeeded' && outputExpiresAt === undefined);
  return isSettled ? epochSeconds(plusHours(at, 24 * retentionDays)) : undefined;
};

const isSame = (before: Job | undefined, after: Job): boolean => {
  if (before === undefined) return false;
  const { lastChange: _lastChange, revision: _revision, ...was } = before;
  const { lastChange: _nextChange, revision: _next, ...is } = after;
  return canonical(was) === canonical(is);
};
