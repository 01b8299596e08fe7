import type { JobKey } from '../../core/evidence.ts';
import { plusHours } from '../../core/instant.ts';
import { OUTPUT_LIFE_HOURS } from '../../core/job-facts.ts';
import type { IndexedJob, WindowRest } from '../../core/poll-ports.ts';
import { refuseVault } from '../../core/vault-scope.ts';
import { mapInParallel } from '../map-in-parallel.ts';
import type { PollRun } from '../poll-run.ts';
import { handOn } from '../requeue.ts';
import { pollExpired } from './poll-expired.ts';

const REMINDERS_AT_ONCE = 8;

/**
 * Records of every job in a window that its output expires soon, and hands on the rest.
 *
 * It is too late to remind of an output that may be gone: its job is polled.
 */
export const runReminders = async (part: WindowRest, run: PollRun): Promise<void> => {
  const expiredSince = plusHours(run.deps.now(), -OUTPUT_LIFE_HOURS);
  const isExpired = ({ statusSince }: IndexedJob) => statusSince <= expiredSince;
  let { startKey } = part;
  do {
    if (run.deadline()) return handOn({ ...part, startKey }, run);
    const { jobs, next } = await run.deps.index.page(part.window, startKey);
    const followed = jobs.filter(({ vaultArn }) => !refuseVault(run.deps.scope, vaultArn));
    const soon = followed.filter((job) => !isExpired(job));
    await mapInParallel(soon, REMINDERS_AT_ONCE, (job) => remind(job, run));
    await pollExpired(followed.filter(isExpired), run);
    startKey = next;
  } while (startKey !== undefined);
};

const remind = async ({ vaultArn, jobId }: JobKey, { deps }: PollRun): Promise<void> => {
  const { record, now, log, metrics } = deps;
  const [key, at] = [{ vaultArn, jobId }, now()];
  try {
    const recorded = await record({ kind: 'clock', key, source: 'clock', observedAt: at }, at);
    if (recorded.kind !== 'recorded') return;
    metrics.count('ReminderRecorded');
    log.info('job.expiring', { ...key, statuses: recorded.statuses });
  } catch (error) {
    metrics.count('LookFailed');
    log.error('reminder.failed', error, key);
  }
};
