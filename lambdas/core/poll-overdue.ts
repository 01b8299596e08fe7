import { type Instant, plusMinutes } from './instant.ts';
import { PENDING_TIERS, type PendingTier, pendingKey } from './status-key.ts';

/** For how many minutes a job of each kind is plausibly pending; beyond, somebody should look. */
export const OVERDUE_MINUTES: Readonly<Record<PendingTier, number>> = {
  Expedited: 30,
  Standard: 720,
  Bulk: 1440,
  Inventory: 720,
};

/** The jobs under a key that have been pending for too long. */
export interface OverdueWindow {
  readonly statusKey: string;
  readonly upTo: Instant;
}

/** Lists which jobs are overdue at a tick. */
export const overdueWindows = (tick: Instant): OverdueWindow[] =>
  PENDING_TIERS.map((tier) => ({
    statusKey: pendingKey(tier),
    upTo: plusMinutes(tick, -OVERDUE_MINUTES[tier]),
  }));
