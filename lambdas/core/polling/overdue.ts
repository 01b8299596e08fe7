import { type Instant, plusMinutes } from '../instant.ts';
import { type PendingTier, pendingKey } from '../job/status.ts';

/** For how many minutes a job of each kind is plausibly pending; after that, an operator should check. */
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

/** Returns which jobs of a kind are overdue at an instant. */
export const overdueWindow = (tier: PendingTier, now: Instant): OverdueWindow => ({
  statusKey: pendingKey(tier),
  upTo: plusMinutes(now, -OVERDUE_MINUTES[tier]),
});
