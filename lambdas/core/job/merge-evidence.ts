import type {
  CollectedEvidence,
  Evidence,
  NotFoundEvidence,
  SeenEvidence,
  Source,
} from '../evidence/evidence.ts';
import type { JobDetails } from '../evidence/job-details.ts';
import type { LifePolicy } from '../function/settings.ts';
import { earliest, type Instant, plusHours } from '../instant.ts';
import { type JobFacts, OUTPUT_LIFE_HOURS, readFacts, withExpiry } from './facts.ts';
import type { Job } from './job.ts';
import {
  completeDetails,
  fillDetails,
  fillPendingDetails,
  fillUndisputed,
  replaceDetails,
  withoutDisputed,
} from './merge-details.ts';

/** Evidence is merged into the facts, or it cannot be used. */
export type Merging =
  | { readonly kind: 'merged'; readonly facts: JobFacts; readonly isConflict: boolean }
  | { readonly kind: 'refused'; readonly reason: string };

/** What a piece of evidence is merged into. */
export interface MergeInput {
  readonly job: Job | undefined;
  readonly evidence: Evidence;
  readonly now: Instant;
  readonly policy: LifePolicy;
}

/** Adds what a piece of evidence says to what is known of a job. */
export const mergeEvidence = (input: MergeInput): Merging => {
  const merging = merge(input);
  if (merging.kind === 'refused') return merging;
  return { ...merging, facts: withExpiry(dropRefuted(merging.facts, input.now)) };
};

const merge = ({ job, evidence, now, policy }: MergeInput): Merging => {
  if (job === undefined) return mergeFirst(evidence, now, policy);
  const facts = readFacts(job);
  switch (evidence.kind) {
    case 'seen':
      return mergeSeen(knowsVault(evidence) ? withVault(facts) : facts, evidence);
    case 'not-found':
      return merged(mergeNotFound(withVault(facts), evidence));
    case 'vault-not-found':
      return merged(mergeVaultNotFound(facts, evidence));
    case 'collected':
      return mergeCollected(facts, evidence);
    case 'clock':
      return merged(facts);
  }
};

const merged = (facts: JobFacts, isConflict = false): Merging => ({
  kind: 'merged',
  facts,
  isConflict,
});

const mergeFirst = (evidence: Evidence, now: Instant, policy: LifePolicy): Merging => {
  if (evidence.kind !== 'seen') return { kind: 'refused', reason: 'the job is not tracked' };
  if (isTooOld(evidence, now, policy.retentionDays)) {
    return { kind: 'refused', reason: `the job completed over ${policy.retentionDays} days ago` };
  }
  return mergeSeen({ details: {}, firstSeenAt: evidence.observedAt }, evidence);
};

/** Whether a job completed so long ago that its row would have expired; none is created for it. */
export const isTooOld = (
  { details: { completionDate } }: SeenEvidence,
  now: Instant,
  retentionDays: number,
): boolean => completionDate !== undefined && completionDate < plusHours(now, -24 * retentionDays);

/** Glacier's answer outranks its reader, and a reader outranks a notice, which many may publish. */
const rank = (source: Source | undefined): number => {
  if (source === undefined) return 0;
  if (source === 'notice') return 1;
  return source === 'collection' ? 2 : 3;
};

const mergeSeen = (facts: JobFacts, evidence: SeenEvidence): Merging => {
  const { statusCode, source, observedAt, details: said } = evidence;
  if (statusCode === 'InProgress') {
    const fill = facts.outcome === undefined ? fillDetails : fillPendingDetails;
    return merged({ ...facts, details: fill(facts.details, said) });
  }
  const isConflict = facts.outcome !== undefined && facts.outcome !== statusCode;
  if (!isBetter(facts, statusCode, source)) {
    const fill = isConflict ? fillUndisputed : fillDetails;
    const filled = { ...facts, details: fill(facts.details, said) };
    return merged(seenComplete(filled, observedAt), isConflict);
  }
  const known = detailsFor(facts, statusCode);
  const take = facts.outcome === undefined ? completeDetails : replaceDetails;
  const taken = { ...facts, outcome: statusCode, outcomeSource: source };
  return merged(seenComplete({ ...taken, details: take(known, said) }, observedAt), isConflict);
};

/** What is known of a job, without what belongs to another outcome than this. */
const detailsFor = ({ outcome, details }: JobFacts, next: JobFacts['outcome']): JobDetails =>
  outcome === next ? details : withoutDisputed(details);

// Between equals success wins: announcing it wrongly fails loudly when the output is fetched, while
// announcing a failure wrongly lets the output expire unread.
const isBetter = (
  { outcome, outcomeSource }: JobFacts,
  statusCode: 'Succeeded' | 'Failed',
  source: Source,
): boolean => {
  const lead = rank(source) - rank(outcomeSource);
  return lead > 0 || (lead === 0 && outcome === 'Failed' && statusCode === 'Succeeded');
};

const seenComplete = (facts: JobFacts, observedAt: Instant): JobFacts =>
  facts.details.completionDate === undefined
    ? { ...facts, completeSeenAt: earliest(facts.completeSeenAt, observedAt) }
    : { ...facts, completeSeenAt: undefined };

// Glacier keeps an id for at least 24 h after completion, so before that a 404 proves nothing.
const mergeNotFound = (facts: JobFacts, { observedAt }: NotFoundEvidence): JobFacts => {
  const createdAt = facts.details.creationDate ?? facts.firstSeenAt;
  return observedAt < plusHours(createdAt, OUTPUT_LIFE_HOURS)
    ? facts
    : { ...facts, notFoundAt: facts.notFoundAt ?? observedAt };
};

/** Whether a description shows that its vault is there; a notice may be days old. */
export const knowsVault = ({ source }: SeenEvidence): boolean => source !== 'notice';

const withVault = (facts: JobFacts): JobFacts => ({ ...facts, vaultMissingSince: undefined });

/** How long a vault must be missing before its jobs count as not found. */
const VAULT_MISSING_HOURS = 1;
/**
 * For how long a miss can be confirmed, which is longer than a job ever waits for its next poll.
 *
 * Another instance of the poller may have seen the vault since, without writing it on each job.
 */
const VAULT_MISS_KEPT_HOURS = 8;

// Only the first miss is kept: it is the one write of a waiting job within these hours.
const mergeVaultNotFound = (facts: JobFacts, evidence: NotFoundEvidence): JobFacts => {
  const { vaultMissingSince: noted } = facts;
  const isLapsed =
    noted !== undefined && evidence.observedAt > plusHours(noted, VAULT_MISS_KEPT_HOURS);
  const vaultMissingSince = earliest(isLapsed ? undefined : noted, evidence.observedAt);
  const missing = { ...facts, vaultMissingSince };
  const isConfirmed = evidence.observedAt >= plusHours(vaultMissingSince, VAULT_MISSING_HOURS);
  return isConfirmed ? mergeNotFound(missing, evidence) : missing;
};

/** Drops a 404 that a completion of less than 24 h ago contradicts. */
const dropRefuted = (facts: JobFacts, now: Instant): JobFacts => {
  const { completionDate } = facts.details;
  const isKept = completionDate !== undefined && now < plusHours(completionDate, OUTPUT_LIFE_HOURS);
  return isKept ? { ...facts, notFoundAt: undefined } : facts;
};

const mergeCollected = (facts: JobFacts, { source, observedAt }: CollectedEvidence): Merging => {
  const collectedAt = facts.collectedAt ?? observedAt;
  const collected = seenComplete({ ...facts, collectedAt }, observedAt);
  const isConflict = facts.outcome === 'Failed';
  if (!isBetter(facts, 'Succeeded', source)) return merged(collected, isConflict);
  const details = { ...detailsFor(facts, 'Succeeded'), statusCode: 'Succeeded' };
  const outcome = { outcome: 'Succeeded', outcomeSource: source } as const;
  return merged({ ...collected, ...outcome, details }, isConflict);
};
