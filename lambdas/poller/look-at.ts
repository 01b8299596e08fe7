import type { Evidence, JobKey } from '../core/evidence.ts';
import type { Instant } from '../core/instant.ts';
import type { DescribeAnswer } from '../core/ports.ts';
import type { Recorded } from '../core/record.ts';
import { refuseVault } from '../core/vault-scope.ts';
import type { PollerDeps } from './poller-deps.ts';

/**
 * Asks Glacier about one job, and records the answer when it is news.
 *
 * A look that fails is counted and logged, and stops no other: the next look takes over.
 */
export const lookAt = async (key: JobKey, deps: PollerDeps): Promise<void> => {
  if (refuseVault(deps.scope, key.vaultArn) !== undefined) return;
  try {
    await look(key, deps);
  } catch (error) {
    deps.metrics.count('LookFailed');
    deps.log.error('look.failed', error, { ...key });
  }
};

const look = async (key: JobKey, deps: PollerDeps): Promise<void> => {
  const now = deps.now();
  const answer = await deps.glacier.describeJob(key, now);
  deps.metrics.count('Look');
  const evidence = toEvidence(answer, key, now, deps);
  if (evidence) report(await deps.record(evidence, now), key, deps);
};

const toEvidence = (
  answer: DescribeAnswer,
  key: JobKey,
  now: Instant,
  { log, metrics }: PollerDeps,
): Evidence | undefined => {
  switch (answer.kind) {
    case 'seen':
      // Waiting is no news: nothing is written while a job is in progress.
      return answer.evidence.statusCode === 'InProgress' ? undefined : answer.evidence;
    case 'job-not-found':
      return { kind: 'not-found', key, source: 'describe-job', observedAt: now };
    case 'vault-not-found':
      metrics.count('VaultMissing');
      log.warn('vault.missing', { ...key });
      return undefined;
    case 'refused':
      metrics.count('LookFailed');
      log.warn('look.refused', { ...key, reason: answer.reason });
      return undefined;
  }
};

const report = (recorded: Recorded, { jobId }: JobKey, { log, metrics }: PollerDeps): void => {
  if (recorded.kind !== 'refused' && recorded.isConflict) metrics.count('EvidenceConflict');
  if (recorded.kind !== 'recorded') return;
  metrics.count('FoundByLook');
  log.info('job.found', { jobId, statuses: recorded.statuses });
};
