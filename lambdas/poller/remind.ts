import type { JobKey } from '../core/evidence.ts';
import type { WindowRest } from '../core/poll-ports.ts';
import { handOn } from './hand-on.ts';
import { mapInParallel } from './map-in-parallel.ts';
import type { PollRun } from './poll-run.ts';

const REMINDERS_AT_ONCE = 8;

/** Records of every job in a window that its output expires soon, and hands on the rest. */
export const runReminders = async (part: WindowRest, run: PollRun): Promise<void> => {
  let { startKey } = part;
  do {
    if (run.deadline()) return handOn({ ...part, startKey }, run);
    const { jobs, next } = await run.deps.index.page(part.window, startKey);
    await mapInParallel(jobs, REMINDERS_AT_ONCE, (job) => remind(job, run));
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
