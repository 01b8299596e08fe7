import type { PendingTier } from '../job/status.ts';

/** When jobs of one kind are polled. */
export interface TierPolling {
  /** From how many to how many minutes after its initiation Glacier plausibly completes a job. */
  readonly windowMinutes: readonly [from: number, to: number];
  /** The number of polls in that window, evenly spaced. */
  readonly steps: number;
}

/** The setting `polling`. */
export type PollingPolicy = Readonly<Record<PendingTier, TierPolling>>;
