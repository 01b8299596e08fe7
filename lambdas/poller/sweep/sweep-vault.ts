import type { SeenEvidence } from '../../core/evidence/evidence.ts';
import { mapInParallel } from '../../core/function/map-in-parallel.ts';
import type { VaultSweep } from '../../core/polling/ports.ts';
import { vaultArn as toVaultArn } from '../../core/vault/vault.ts';
import { readList } from '../calls/read-list.ts';
import { recordFound } from '../record-found.ts';
import type { PollRun } from '../run.ts';
import { isNews } from './page.ts';

const RECORDS_AT_ONCE = 8;

/**
 * Goes through all jobs that Glacier knows of a vault, and records those that are news.
 *
 * What is recorded already costs half a read unit and no write. Returns the remainder when there is no
 * time, or when the Jobs table does not answer.
 */
export const sweepVault = async (
  { vaultName, marker }: VaultSweep,
  run: PollRun,
): Promise<VaultSweep | undefined> => {
  const vaultArn = toVaultArn({ ...run.deps.scope, vaultName });
  const take = (jobs: readonly SeenEvidence[]) => adopt(jobs, vaultArn, run);
  const end = await readList({ vaultArn, marker, take }, run);
  // No alarm: it would never end, and polls raise it where jobs are at stake.
  if (end.kind === 'vault-not-found') run.deps.log.warn('vault.missing', { vaultArn });
  return end.kind === 'cut' ? { vaultName, marker: end.marker } : undefined;
};

/** Records the news of a page; cuts the sweep when the Jobs table does not answer. */
const adopt = async (
  listed: readonly SeenEvidence[],
  vaultArn: string,
  run: PollRun,
): Promise<'next' | 'cut'> => {
  const { known, metrics, log } = run.deps;
  metrics.count('SweptPage');
  try {
    const recorded = await known.find(listed.map(({ key }) => key));
    const byId = new Map(recorded.map((job) => [job.jobId, job]));
    // A damaged row passes for news: recording it fails, which is counted and logged and changes nothing.
    const news = listed.filter((job) => isNews(job, byId.get(job.key.jobId)));
    await mapInParallel(news, RECORDS_AT_ONCE, async (evidence) => {
      const isTransition = await recordFound(evidence, run);
      if (isTransition && !byId.has(evidence.key.jobId)) metrics.count('JobAdopted');
    });
    return 'next';
  } catch (error) {
    metrics.count('PollFailed');
    log.error('poll.failed', error, { vaultArn, operation: 'BatchGetItem' });
    return 'cut';
  }
};
