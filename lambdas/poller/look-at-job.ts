import type { Evidence, JobKey } from '../core/evidence.ts';
import type { Instant } from '../core/instant.ts';
import type { DescribeAnswer } from '../core/ports.ts';
import { askGlacier, shutMissingVault } from './ask-glacier.ts';
import type { PollRun } from './poll-run.ts';
import { recordFound } from './record-found.ts';

/** What came of a look: news, none, or the job is still to be looked at. */
export type LookResult = 'found' | 'nothing' | 'unasked';

/** Asks Glacier about one job, and records the answer when it is news. */
export const lookAtJob = async (key: JobKey, run: PollRun): Promise<LookResult> => {
  const { glacier, metrics, now } = run.deps;
  const observedAt = now();
  const result = await askGlacier({ ...key }, () => glacier.describeJob(key, observedAt), run);
  if (result.kind === 'unasked') return 'unasked';
  if (result.kind === 'denied') run.shutVaults.add(key.vaultArn);
  if (result.kind !== 'answered') return 'nothing';
  metrics.count('Look');
  const evidence = toEvidence(result.answer, key, observedAt, run);
  return evidence && (await recordFound(evidence, run)) ? 'found' : 'nothing';
};

const toEvidence = (
  answer: DescribeAnswer,
  key: JobKey,
  observedAt: Instant,
  run: PollRun,
): Evidence | undefined => {
  switch (answer.kind) {
    case 'seen':
      // Waiting is no news: nothing is written while a job is in progress.
      return answer.evidence.statusCode === 'InProgress' ? undefined : answer.evidence;
    case 'job-not-found':
      return { kind: 'not-found', key, source: 'describe-job', observedAt };
    case 'vault-not-found':
      return void shutMissingVault(key.vaultArn, run);
    case 'refused':
      run.deps.metrics.count('LookFailed');
      run.deps.log.warn('look.refused', { ...key, reason: answer.reason });
      return undefined;
  }
};
