import type { JobKey } from '../core/evidence.ts';
import type { PollerDeps } from './poller-deps.ts';

/** Records that a job's output expires soon. */
export const remind = async (key: JobKey, { record, now, log, metrics }: PollerDeps) => {
  const at = now();
  const recorded = await record({ kind: 'clock', key, source: 'clock', observedAt: at }, at);
  if (recorded.kind !== 'recorded') return;
  metrics.count('ReminderRecorded');
  log.info('job.expiring', { jobId: key.jobId, statuses: recorded.statuses });
};
