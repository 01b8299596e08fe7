import type { SeenEvidence } from '../core/evidence.ts';
import type { VaultSweep } from '../core/poll-ports.ts';
import { isNews } from '../core/poll-sweep.ts';
import { vaultArn as toVaultArn } from '../core/vault.ts';
import { askGlacier } from './ask-glacier.ts';
import { mapInParallel } from './map-in-parallel.ts';
import type { PollRun } from './poll-run.ts';
import { recordFound } from './record-found.ts';

const RECORDS_AT_ONCE = 8;

/**
 * Goes through all jobs that Glacier knows of a vault, and records those that are news.
 *
 * What is recorded already costs half a read unit and no write.
 */
export const sweepVault = async (
  { vaultName, marker: from }: VaultSweep,
  run: PollRun,
): Promise<VaultSweep | undefined> => {
  const { glacier, scope, metrics, now } = run.deps;
  const vaultArn = toVaultArn({ ...scope, vaultName });
  const subject = { vaultArn, operation: 'ListJobs' };
  let marker = from;
  do {
    const listing = { vaultArn, marker };
    const result = await askGlacier(subject, () => glacier.listJobs(listing, now()), run);
    if (result.kind === 'unasked') return { vaultName, marker };
    if (result.kind !== 'answered') return undefined;
    if (result.answer.kind === 'vault-not-found') {
      // No alarm: it would never end, and polls raise it where jobs are at stake.
      return void run.deps.log.warn('vault.missing', { vaultArn });
    }
    metrics.count('SweptPage');
    await adopt(result.answer.jobs, run);
    marker = result.answer.next;
  } while (marker !== undefined);
  return undefined;
};

const adopt = async (listed: readonly SeenEvidence[], run: PollRun): Promise<void> => {
  const { known, metrics } = run.deps;
  const recorded = await known.find(listed.map(({ key }) => key));
  const byId = new Map(recorded.map((job) => [job.jobId, job]));
  const news = listed.filter((job) => isNews(job, byId.get(job.key.jobId)));
  await mapInParallel(news, RECORDS_AT_ONCE, async (evidence) => {
    const isTransition = await recordFound(evidence, run);
    if (isTransition && !byId.has(evidence.key.jobId)) metrics.count('JobAdopted');
  });
};
