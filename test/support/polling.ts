import type { PollingPolicy } from '../../lambdas/core/poll-plan.ts';

/** The setting `polling` of most tests. */
export const POLLING: PollingPolicy = {
  Expedited: { windowMinutes: [1, 5], steps: 4, lateMinutes: 360 },
  Standard: { windowMinutes: [180, 300], steps: 8, lateMinutes: 360 },
  Bulk: { windowMinutes: [300, 720], steps: 28, lateMinutes: 360 },
  Inventory: { windowMinutes: [180, 300], steps: 8, lateMinutes: 720 },
};
