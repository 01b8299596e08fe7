import type { Evidence, JobKey } from '../../core/evidence.ts';
import type { Instant } from '../../core/instant.ts';
import type { IndexedJob } from '../../core/poll-ports.ts';
import type { DescribeAnswer } from '../../core/ports.ts';
import { askGlacier, shutMissingVault } from '../calls/call-glacier.ts';
import type { AskResult } from '../calls/call-result.ts';
import type { PollRun } from '../poll-run.ts';
import { recordFound } from '../record-found.ts';

/** What came of a look: news, none, or the job is still to be looked at. */
export type LookResult = 'found' | 'nothing' | 'unasked';

/** Asks Glacier about one job, and records the answer when it is news. */
export const lookAtJob = async (job: IndexedJob, run: PollRun): Promise<LookResult> => {
  const { vaultArn, jobId } = job;
  const [key, observedAt] = [{ vaultArn, jobId }, run.deps.now()];
  const result = await ask(key, observedAt, run);
  if (result.kind === 'unasked') return 'unasked';
  if (result.kind !== 'answered') return 'nothing';
  const evidence = toEvidence(result.answer, key, observedAt, run);
  if (evidence === undefined || !isNews(evidence, job, run)) return 'nothing';
  return (await recordFound(evidence, run)) ? 'found' : 'nothing';
};

const ask = async (
  key: JobKey,
  observedAt: Instant,
  run: PollRun,
): Promise<AskResult<DescribeAnswer>> => {
  const { glacier, metrics } = run.deps;
  const result = await askGlacier({ ...key }, () => glacier.describeJob(key, observedAt), run);
  if (result.kind === 'answered') metrics.count('Look');
  if (result.kind === 'denied') run.shutVaults.add(key.vaultArn);
  if (result.kind !== 'shut' || !run.missingVaults.has(key.vaultArn)) return result;
  // One answer covers every job of the vault, but recording it for each takes time.
  if (run.deadline()) return { kind: 'unasked' };
  return { kind: 'answered', answer: { kind: 'vault-not-found' } };
};

// Nothing is written while a job waits, except for what its row lacks: the creation date that a
// program's wrong clock has cost, or that its vault is there again.
const isNews = (
  evidence: Evidence,
  { vaultArn, creationDate }: IndexedJob,
  run: PollRun,
): boolean =>
  evidence.kind !== 'seen' ||
  evidence.statusCode !== 'InProgress' ||
  creationDate === undefined ||
  run.lessons.recall(vaultArn, run.deps.now()).wasMissing === true;

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
      shutMissingVault(key.vaultArn, run);
      return { kind: 'vault-not-found', key, source: 'describe-job', observedAt };
    case 'refused':
      run.deps.metrics.count('LookFailed');
      run.deps.log.warn('look.refused', { ...key, reason: answer.reason });
      return undefined;
  }
};
