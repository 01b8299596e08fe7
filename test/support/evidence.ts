import type { Evidence, SeenEvidence } from '../../lambdas/core/evidence/evidence.ts';
import { readSeenJob } from '../../lambdas/core/evidence/seen-evidence.ts';
import type { LifePolicy } from '../../lambdas/core/function/settings.ts';
import { type Decision, decide } from '../../lambdas/core/job/decide.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import { anArchiveNotice } from './a-notice.ts';

/** The settings that most tests live by. */
export const POLICY: LifePolicy = { retentionDays: 90, expiringLeadMinutes: 240 };

/** The key of the job of {@link anArchiveNotice}. */
export const KEY = { vaultArn: anArchiveNotice().VaultARN, jobId: anArchiveNotice().JobId };

/** A description of that job, by whom and when one likes. */
export const seen = (
  source: SeenEvidence['source'],
  observedAt: string,
  changes: object = {},
): SeenEvidence => {
  const reading = readSeenJob(anArchiveNotice(changes), source, observedAt);
  if (reading.kind === 'refused') throw new Error(reading.reason);
  return reading.evidence;
};

/** That job, still in progress. */
export const pending = (source: SeenEvidence['source'], observedAt: string): SeenEvidence =>
  seen(source, observedAt, {
    Completed: false,
    CompletionDate: null,
    StatusCode: 'InProgress',
    StatusMessage: 'Operation in progress.',
    SHA256TreeHash: null,
  });

/** DescribeJob answers 404 for that job. */
export const notFound = (observedAt: string): Evidence => ({
  kind: 'not-found',
  key: KEY,
  source: 'describe-job',
  observedAt,
});

/** DescribeJob does not know the vault of that job. */
export const vaultNotFound = (observedAt: string): Evidence => ({
  kind: 'vault-not-found',
  key: KEY,
  source: 'describe-job',
  observedAt,
});

/** The reader of that job says that it has the output. */
export const collected = (observedAt: string): Evidence => ({
  kind: 'collected',
  key: KEY,
  source: 'collection',
  observedAt,
});

/** Time passes for that job. */
export const clock = (observedAt: string): Evidence => ({
  kind: 'clock',
  key: KEY,
  source: 'clock',
  observedAt,
});

/** Decides on one piece after the other, each when it is observed or all at one instant. */
export const live = (evidence: readonly Evidence[], now?: string, start?: Job): Job | undefined => {
  let job = start;
  for (const piece of evidence) {
    job = jobAfter(
      job,
      decide({ job, evidence: piece, now: now ?? piece.observedAt, policy: POLICY }),
    );
  }
  return job;
};

const jobAfter = (job: Job | undefined, decision: Decision): Job | undefined =>
  decision.kind === 'changed' ? decision.job : job;

/** The statuses that a job went through. */
export const path = (job: Job | undefined): string[] =>
  job?.transitions.map(({ status }) => status) ?? [];
