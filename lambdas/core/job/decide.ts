import type { Evidence } from '../evidence/evidence.ts';
import { CLOCK_SKEW_MINUTES } from '../evidence/seen-evidence.ts';
import type { LifePolicy } from '../function/settings.ts';
import { type Instant, plusMinutes } from '../instant.ts';
import type { JobFacts } from './facts.ts';
import type { Job } from './job.ts';
import { deriveStatus, routeTo } from './life.ts';
import { type Merging, mergeEvidence } from './merge-evidence.ts';
import { settleJob } from './settle.ts';
import type { Status } from './status.ts';

/** What a piece of evidence does to a job. */
export type Decision =
  | { readonly kind: 'unchanged'; readonly isConflict: boolean }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'changed'; readonly job: Job; readonly isConflict: boolean };

/** What a decision is taken on. */
export interface DecisionInput {
  readonly job: Job | undefined;
  readonly evidence: Evidence;
  readonly now: Instant;
  readonly policy: LifePolicy;
}

/**
 * Decides what a piece of evidence does to a job.
 *
 * A job is a set of facts (who says it succeeded or failed, when it completed, whether it was
 * collected or is no longer known) that evidence can only add to, and its status is derived from the
 * facts and the time. So the order in which evidence arrives does not matter, and applying a piece
 * twice changes nothing.
 */
export const decide = ({ job, evidence, now, policy }: DecisionInput): Decision => {
  const merging = mergeEvidence({ job, evidence, now, policy });
  if (merging.kind === 'refused') return merging;
  const settled = advance(merging, job, { evidence, now, policy });
  const { isConflict } = merging;
  return settled === undefined
    ? { kind: 'unchanged', isConflict }
    : { kind: 'changed', job: settled, isConflict };
};

// A shorter lead, after an update of the settings, does not take a reminder back.
const keepReminder = (job: Job | undefined, facts: JobFacts, status: Status): Status =>
  status === 'Succeeded' &&
  job?.status === 'Expiring' &&
  job.outputExpiresAt === facts.outputExpiresAt
    ? 'Expiring'
    : status;

const advance = (
  merging: Extract<Merging, { kind: 'merged' }>,
  job: Job | undefined,
  { evidence, now, policy }: Omit<DecisionInput, 'job'>,
): Job | undefined => {
  const lastAt = job?.transitions.at(-1)?.at ?? now;
  // Two machines' clocks differ a little; a job that expires must not come back for that. A transition
  // that is further ahead was recorded by a program whose clock is wrong.
  const isAhead = lastAt > now && lastAt <= plusMinutes(now, CLOCK_SKEW_MINUTES);
  const at = isAhead ? lastAt : now;
  const status = keepReminder(job, merging.facts, deriveStatus(merging.facts, at, policy));
  const steps = routeTo(job?.status, status);
  return settleJob({ before: job, facts: merging.facts, steps, evidence, at, policy });
};
