import { readFollowed } from '../core/followed-jobs.ts';
import type { Instant } from '../core/instant.ts';
import { GRID_MINUTES } from '../core/poll-grid.ts';
import type { Span } from '../core/poll-plan.ts';
import { PENDING_TIERS, type PendingTier, pendingKey } from '../core/status-key.ts';
import { guardQuery } from './guard-query.ts';
import type { PollRun } from './poll-run.ts';

const JOBS_METRICS = {
  Expedited: 'PendingExpedited',
  Standard: 'PendingStandard',
  Bulk: 'PendingBulk',
  Inventory: 'PendingInventory',
} as const satisfies Record<PendingTier, string>;

const AGE_METRICS = {
  Expedited: 'OldestExpedited',
  Standard: 'OldestStandard',
  Bulk: 'OldestBulk',
  Inventory: 'OldestInventory',
} as const satisfies Record<PendingTier, string>;

/** Whether pending jobs are measured on a tick: once in 15 minutes, right after the busy one of the grid. */
export const isMeasuringTick = (tick: Instant): boolean =>
  Math.floor(Date.parse(tick) / 60_000) % GRID_MINUTES === 1;

/**
 * Measures how many jobs of each tier are pending, and since when.
 *
 * A few requests for each tier that has any; of more than some 16,000 jobs it counts no more than that.
 */
export const measurePending = async (
  tick: Instant,
  spans: ReadonlyMap<string, Span>,
  run: PollRun,
): Promise<void> => {
  const { index, scope, metrics } = run.deps;
  await Promise.all(
    PENDING_TIERS.map(async (tier) => {
      const statusKey = pendingKey(tier);
      if (!spans.has(statusKey)) return;
      const read = () => readFollowed(index, scope, { statusKey, upTo: tick }, run.deadline);
      const pending = await guardQuery({ statusKey }, read, run);
      const oldest = pending?.[0];
      if (oldest === undefined) return;
      metrics.count(JOBS_METRICS[tier], pending?.length ?? 0);
      const ageMs = Date.parse(tick) - Date.parse(oldest.statusSince);
      metrics.milliseconds(AGE_METRICS[tier], Math.max(0, ageMs || 0));
    }),
  );
};
