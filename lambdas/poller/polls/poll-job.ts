import type { Evidence, JobKey } from '../../core/evidence/evidence.ts';
import type { DescribeAnswer } from '../../core/glacier/ports.ts';
import type { Instant } from '../../core/instant.ts';
import { type CallResult, callGlacier, skipMissingVault } from '../calls/call-glacier.ts';
import { recordFound } from '../record-found.ts';
import type { PollRun } from '../run.ts';

/** A job to poll. */
export interface PolledJob extends JobKey {
  /** Whether its row lacks what an answer brings, even one that says "in progress". */
  readonly isIncomplete: boolean;
}

/**
 * Asks Glacier about one job, and records the answer when it is news.
 *
 * Returns `false` when Glacier could not be asked: the job must be polled later.
 */
export const pollJob = async (job: PolledJob, run: PollRun): Promise<boolean> => {
  const { vaultArn, jobId } = job;
  const [key, observedAt] = [{ vaultArn, jobId }, run.deps.now()];
  const result = await describeJob(key, observedAt, run);
  if (result.kind !== 'answered') return result.kind !== 'not-attempted';
  const evidence = toEvidence(result.answer, key, observedAt, run);
  if (evidence !== undefined && isNews(evidence, job)) await recordFound(evidence, run);
  return true;
};

const describeJob = async (
  key: JobKey,
  observedAt: Instant,
  run: PollRun,
): Promise<CallResult<DescribeAnswer>> => {
  const { glacier, metrics } = run.deps;
  const result = await callGlacier({ ...key }, () => glacier.describeJob(key, observedAt), run);
  if (result.kind === 'answered') metrics.count('JobPolled');
  if (result.kind === 'denied') run.skippedVaults.add(key.vaultArn);
  if (result.kind !== 'skipped' || !run.missingVaults.has(key.vaultArn)) return result;
  // One answer covers every job of the vault, but recording it for each takes time.
  if (run.deadline()) return { kind: 'not-attempted' };
  return { kind: 'answered', answer: { kind: 'vault-not-found' } };
};

// Nothing is written while a job waits, except for what its row lacks.
const isNews = (evidence: Evidence, { isIncomplete }: PolledJob): boolean =>
  isIncomplete || evidence.kind !== 'seen' || evidence.statusCode !== 'InProgress';

const toEvidence = (
  answer: DescribeAnswer,
  key: JobKey,
  observedAt: Instant,
  run: PollRun,
): Evidence | undefined => {
  switch (answer.kind) {
    case 'seen':
      return answer.evidence;
    case 'job-not-found':
      return { kind: 'not-found', key, source: 'describe-job', observedAt };
    case 'vault-not-found':
      skipMissingVault(key.vaultArn, run);
      return { kind: 'vault-not-found', key, source: 'describe-job', observedAt };
    case 'refused':
      run.deps.metrics.count('PollFailed');
      run.deps.log.warn('poll.refused', { ...key, reason: answer.reason });
      return undefined;
  }
};
