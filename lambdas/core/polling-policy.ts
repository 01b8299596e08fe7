import type { PendingTier } from './status-key.ts';

/** When jobs of one kind are looked at, in minutes since their initiation. */
export interface TierPolling {
  /** The window in which Glacier plausibly completes them. */
  readonly windowMinutes: readonly [from: number, to: number];
  /** Into how many steps the window is cut. */
  readonly steps: number;
  /** For how long after the window the looks go on every quarter of an hour. */
  readonly lateMinutes: number;
}

/** The setting `polling`. */
export type PollingPolicy = Readonly<Record<PendingTier, TierPolling>>;
