import type { SeenEvidence } from '../../core/evidence/evidence.ts';
import { mapInParallel } from '../../core/function/map-in-parallel.ts';
import type { VaultRemainder } from '../../core/polling/ports.ts';
import { skipMissingVault } from '../calls/call-glacier.ts';
import { type ListEnd, readList } from '../calls/read-list.ts';
import { recordFound } from '../record-found.ts';
import type { PollRun } from '../run.ts';
import type { DueJobs } from './due-jobs.ts';
import { pollEach } from './poll-each.ts';

/** How many due jobs make a vault's list worth reading: as many as Glacier lists in a page. */
const LIST_FROM = 50;
/** One run reads some 450 pages, and of its ten runs, some must be left for DescribeJob. */
const MOST_PAGES = 2500;
const RECORDS_AT_ONCE = 8;

/**
 * Polls every due job of a vault, and returns what it had no time for.
 *
 * Many due jobs are polled by the vault's list of completed jobs, unless that takes more than half the
 * calls that polling each would take, or more pages than requeued runs have time for.
 */
export const pollVault = async (
  vault: VaultRemainder,
  due: DueJobs,
  run: PollRun,
): Promise<VaultRemainder | undefined> => {
  const { vaultArn, afterJobId } = vault;
  const listed = new Set([...due.keys()].filter((jobId) => due.get(jobId) === 'list'));
  const end = await pollByList(vault, listed, run);
  if (end.kind === 'cut') return { vaultArn, marker: end.marker, mostPages: end.mostPages };
  if (end.kind === 'vault-not-found') skipMissingVault(vaultArn, run);
  // What is on no page of a complete list is still pending.
  const isListed = end.kind === 'complete';
  const others = [...due].filter(([id, way]) => way !== 'list' || (!isListed && listed.has(id)));
  const rest = await pollEach(vaultArn, new Map(others), run, afterJobId);
  return rest && isListed ? { ...rest, isListed } : rest;
};

/** Records the jobs that the list has, and removes them from `listed`. */
const pollByList = (
  vault: VaultRemainder,
  listed: Set<string>,
  run: PollRun,
): ListEnd | Promise<ListEnd> => {
  if (vault.isListed) return { kind: 'complete' };
  if (vault.afterJobId !== undefined || listed.size <= LIST_FROM) return { kind: 'incomplete' };
  const { vaultArn, marker, mostPages = Math.min(MOST_PAGES, Math.ceil(listed.size / 2)) } = vault;
  const take = async (jobs: readonly SeenEvidence[]) => {
    run.deps.metrics.count('ListPage');
    // Other jobs on a page were recorded before, or are not due: they cost no read and no write.
    const found = jobs.filter(({ key }) => listed.delete(key.jobId));
    await mapInParallel(found, RECORDS_AT_ONCE, async (evidence) => {
      await recordFound(evidence, run);
    });
    return listed.size === 0 ? 'stop' : 'next';
  };
  return readList({ vaultArn, marker, isCompleted: true, mostPages, take }, run);
};
