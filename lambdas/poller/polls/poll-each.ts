import { mapInParallel } from '../../core/function/map-in-parallel.ts';
import type { VaultRemainder } from '../../core/polling/ports.ts';
import type { PollRun } from '../run.ts';
import type { DueJobs } from './due-jobs.ts';
import { pollJob } from './poll-job.ts';

/** How many polls of one vault wait for their turn at a time. */
const POLLS_AT_ONCE = 16;

/** Polls due jobs of a vault one by one, in the order of their ids behind `afterJobId`. */
export const pollEach = async (
  vaultArn: string,
  due: DueJobs,
  run: PollRun,
  afterJobId = '',
): Promise<VaultRemainder | undefined> => {
  const sorted = [...due.keys()].filter((jobId) => jobId > afterJobId).sort();
  let notAttempted = sorted.length;
  await mapInParallel([...sorted.entries()], POLLS_AT_ONCE, async ([position, jobId]) => {
    const job = { vaultArn, jobId, isIncomplete: due.get(jobId) === 'describe-incomplete' };
    if (!(await pollJob(job, run))) notAttempted = Math.min(notAttempted, position);
  });
  if (notAttempted === sorted.length) return undefined;
  return { vaultArn, afterJobId: sorted[notAttempted - 1] ?? afterJobId };
};
