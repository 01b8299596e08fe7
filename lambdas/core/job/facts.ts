import { pickDetails } from '../evidence/details.ts';
import type { Source } from '../evidence/evidence.ts';
import type { JobDetails } from '../evidence/job-details.ts';
import { type Instant, plusHours } from '../instant.ts';
import type { Job } from './job.ts';

/**
 * How long Glacier keeps a job's id and output after completion, at least.
 *
 * @see https://docs.aws.amazon.com/amazonglacier/latest/dev/api-describe-job-get.html
 */
export const OUTPUT_LIFE_HOURS = 24;

/** All that decides a job's status, besides the time. */
export interface JobFacts {
  readonly details: JobDetails;
  readonly outcome?: 'Succeeded' | 'Failed' | undefined;
  readonly outcomeSource?: Source | undefined;
  readonly firstSeenAt: Instant;
  readonly completeSeenAt?: Instant | undefined;
  readonly outputExpiresAt?: Instant | undefined;
  readonly collectedAt?: Instant | undefined;
  readonly notFoundAt?: Instant | undefined;
  readonly vaultMissingSince?: Instant | undefined;
}

/** Reads the facts back from a job. */
export const readFacts = (job: Job): JobFacts => {
  const { outcomeSource, firstSeenAt, completeSeenAt, collectedAt } = job;
  const { notFoundAt, vaultMissingSince } = job;
  return withExpiry({
    details: pickDetails(job),
    outcome: readOutcome(job),
    outcomeSource,
    firstSeenAt,
    completeSeenAt,
    collectedAt,
    notFoundAt,
    vaultMissingSince,
  });
};

const readOutcome = (job: Job): JobFacts['outcome'] => {
  if (job.outcomeSource === undefined) return undefined;
  return job.statusCode === 'Failed' ? 'Failed' : 'Succeeded';
};

/**
 * Works out until when the output can be fetched; a failed or pending job has none.
 *
 * The output of a Select job lies in a bucket of the caller, where it does not expire.
 */
export const withExpiry = (facts: JobFacts): JobFacts => {
  const completedAt = facts.details.completionDate ?? facts.completeSeenAt;
  const hasOutput = facts.outcome === 'Succeeded' && facts.details.outputLocation === undefined;
  const outputExpiresAt =
    hasOutput && completedAt !== undefined ? plusHours(completedAt, OUTPUT_LIFE_HOURS) : undefined;
  return { ...facts, outputExpiresAt };
};
