import { mapInParallel } from '../../core/function/map-in-parallel.ts';
import { plusHours } from '../../core/instant.ts';
import type { IndexedJob } from '../../core/polling/ports.ts';
import { pollJob } from '../polls/poll-job.ts';
import type { PollRun } from '../run.ts';

const EVERY_HOURS = 1;
const POLLS_AT_ONCE = 16;
const MOST_REMEMBERED = 10_000;

/**
 * Polls jobs that succeeded and whose output may be gone: at once, and then every hour.
 *
 * Evidence that came after the expiry has recorded them, and only Glacier knows whether it still holds.
 */
export const pollExpired = async (jobs: readonly IndexedJob[], run: PollRun): Promise<void> => {
  const { expiredPolls, deps } = run;
  const now = deps.now();
  const before = plusHours(now, -EVERY_HOURS);
  const due = jobs.filter((job) => (expiredPolls.get(nameOf(job)) ?? '') <= before);
  if (expiredPolls.size > MOST_REMEMBERED) expiredPolls.clear();
  await mapInParallel(due, POLLS_AT_ONCE, async (job) => {
    const isIncomplete = job.vaultMissingSince !== undefined;
    if (await pollJob({ ...job, isIncomplete }, run)) expiredPolls.set(nameOf(job), now);
  });
};

const nameOf = ({ vaultArn, jobId }: IndexedJob): string => `${vaultArn} ${jobId}`;
