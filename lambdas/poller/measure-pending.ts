import type { Instant } from '../core/instant.ts';
import { PENDING_TIERS, type PendingTier, pendingKey } from '../core/job/status.ts';
import { readFollowed } from '../core/polling/followed-jobs.ts';
import { overdueWindow } from '../core/polling/overdue.ts';
import { guardQuery } from './guard-query.ts';
import type { PollRun } from './run.ts';

/**
 * Measures how many jobs of each tier are pending, since when, and how many are overdue.
 *
 * Reads up to four pages a tier, some 16,000 jobs, the oldest first, and counts no more than that.
 * Reports nothing where nothing is pending or overdue: CloudWatch charges for each hour with a value, and
 * an alarm ends when values are missing.
 */
export const measurePending = async (tick: Instant, run: PollRun): Promise<void> => {
  const overdue = await Promise.all(PENDING_TIERS.map((tier) => measureTier(tier, tick, run)));
  const jobs = overdue.reduce((sum, count) => sum + count, 0);
  if (jobs > 0) run.deps.metrics.count('Overdue', jobs);
};

const measureTier = async (tier: PendingTier, tick: Instant, run: PollRun): Promise<number> => {
  const { index, scope, log, metrics } = run.deps;
  const statusKey = pendingKey(tier);
  const read = () => readFollowed(index, scope, { statusKey, upTo: tick }, run.deadline);
  const pending = (await guardQuery({ statusKey }, read, run)) ?? [];
  const oldest = pending[0]?.statusSince;
  if (oldest === undefined) return 0;
  metrics.count(`Pending${tier}`, pending.length);
  const ageMs = Date.parse(tick) - Date.parse(oldest);
  metrics.milliseconds(`Oldest${tier}`, Math.max(0, ageMs || 0));
  const { upTo } = overdueWindow(tier, tick);
  const jobs = pending.filter(({ statusSince }) => statusSince <= upTo).length;
  if (jobs > 0) log.warn('jobs.overdue', { statusKey, jobs, oldest });
  return jobs;
};
