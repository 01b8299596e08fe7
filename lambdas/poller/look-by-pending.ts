import type { SeenEvidence } from '../core/evidence.ts';
import type { VaultRest } from '../core/poll-ports.ts';
import type { PollRun } from './poll-run.ts';
import { lookAndLearn, lookAtEach, NO_LISTS, restOfAll } from './polls/poll-each.ts';
import { readPages } from './read-pages.ts';
import { jobsById, type VaultGroup } from './vault-group.ts';

/**
 * Looks at the due jobs that are not on the list of pending ones.
 *
 * They are complete or unknown, and DescribeJob says which. Where notices come, there are hardly any.
 */
export const lookByPending = async (
  group: VaultGroup,
  mostPages: number,
  run: PollRun,
): Promise<VaultRest | undefined> => {
  const left = jobsById(group);
  const take = (listed: readonly SeenEvidence[]) => {
    for (const { key } of listed) left.delete(key.jobId);
    return Promise.resolve();
  };
  const reading = { vaultArn: group.vaultArn, isCompleted: false, mostPages, left, take };
  const { kind, pages } = await readPages(reading, run);
  const missing = { ...group, jobs: [...left.values()] };
  switch (kind) {
    case 'read':
      return lookAndLearn(missing, { pendingPages: pages }, run);
    case 'too-long':
      return lookAndLearn(missing, { pendingPages: 2 * pages }, run);
    case 'shut':
      return (await lookAtEach(missing, run)).rest;
    case 'unasked':
      return restOfAll(group);
    case 'denied':
      return lookAndLearn(missing, NO_LISTS, run);
    case 'failed':
      return lookAndLearn(missing, {}, run);
  }
};
