import type { SeenEvidence } from '../../core/evidence.ts';
import { followMarkers } from '../../core/follow-markers.ts';
import type { VaultSweep } from '../../core/poll-ports.ts';
import { isNews } from '../../core/poll-sweep.ts';
import { vaultArn as toVaultArn } from '../../core/vault.ts';
import { listJobs } from '../calls/list-jobs.ts';
import { mapInParallel } from '../map-in-parallel.ts';
import type { PollRun } from '../poll-run.ts';
import { recordFound } from '../record-found.ts';

const RECORDS_AT_ONCE = 8;

/**
 * Goes through all jobs that Glacier knows of a vault, and records those that are news.
 *
 * What is recorded already costs half a read unit and no write. Gives the remainder when there is no
 * time, or when the Jobs table does not answer.
 */
export const sweepVault = async (
  { vaultName, marker: from }: VaultSweep,
  run: PollRun,
): Promise<VaultSweep | undefined> => {
  const { scope, metrics, log } = run.deps;
  const vaultArn = toVaultArn({ ...scope, vaultName });
  const follow = followMarkers(from, (repeated) => {
    log.warn('list.repeated', { vaultArn, marker: repeated });
  });
  let marker = from;
  do {
    const result = await listJobs({ vaultArn, marker }, run);
    if (result.kind === 'unasked') return { vaultName, marker };
    if (result.kind !== 'answered') return undefined;
    if (result.answer.kind === 'vault-not-found') {
      // No alarm: it would never end, and polls raise it where jobs are at stake.
      return void log.warn('vault.missing', { vaultArn });
    }
    metrics.count('SweptPage');
    if (!(await adopt(result.answer.jobs, vaultArn, run))) return { vaultName, marker };
    marker = follow(result.answer.next);
  } while (marker !== undefined);
  return undefined;
};

/** Records the news of a page; answers `false` when the Jobs table did not answer. */
const adopt = async (
  listed: readonly SeenEvidence[],
  vaultArn: string,
  run: PollRun,
): Promise<boolean> => {
  const { known, metrics, log } = run.deps;
  try {
    const recorded = await known.find(listed.map(({ key }) => key));
    const byId = new Map(recorded.map((job) => [job.jobId, job]));
    // A damaged row passes for news: recording it fails, which is counted and logged and changes nothing.
    const news = listed.filter((job) => isNews(job, byId.get(job.key.jobId)));
    await mapInParallel(news, RECORDS_AT_ONCE, async (evidence) => {
      const isTransition = await recordFound(evidence, run);
      if (isTransition && !byId.has(evidence.key.jobId)) metrics.count('JobAdopted');
    });
    return true;
  } catch (error) {
    metrics.count('LookFailed');
    log.error('look.failed', error, { vaultArn, operation: 'BatchGetItem' });
    return false;
  }
};
