import type { JobKey } from '../../core/evidence/evidence.ts';
import { mapInParallel } from '../../core/function/map-in-parallel.ts';
import { plusHours } from '../../core/instant.ts';
import { OUTPUT_LIFE_HOURS } from '../../core/job/facts.ts';
import { expiringWindow } from '../../core/polling/plan.ts';
import type { IndexedJob, IndexPage } from '../../core/polling/ports.ts';
import { refuseVault } from '../../core/vault/scope.ts';
import { guardQuery } from '../guard-query.ts';
import type { PollRun } from '../run.ts';
import { pollExpired } from './poll-expired.ts';

const REMINDERS_AT_ONCE = 8;

/**
 * Records of every job whose output expires soon that it does.
 *
 * It is too late to remind of an output that may be gone: its job is polled. What a run has no time for
 * is still there at the next tick.
 */
export const runReminders = async (run: PollRun): Promise<void> => {
  const { index, now, policy, scope } = run.deps;
  const window = expiringWindow(now(), policy.expiringLeadMinutes);
  const expiredSince = plusHours(now(), -OUTPUT_LIFE_HOURS);
  const isExpired = ({ statusSince }: IndexedJob) => statusSince <= expiredSince;
  let startKey: IndexPage['next'];
  do {
    if (run.deadline()) return;
    const from = startKey;
    const page = await guardQuery({ window }, () => index.page(window, from), run);
    const followed = page?.jobs.filter(({ vaultArn }) => !refuseVault(scope, vaultArn)) ?? [];
    const soon = followed.filter((job) => !isExpired(job));
    await mapInParallel(soon, REMINDERS_AT_ONCE, (job) => remind(job, run));
    await pollExpired(followed.filter(isExpired), run);
    startKey = page?.next;
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
    metrics.count('PollFailed');
    log.error('reminder.failed', error, key);
  }
};
