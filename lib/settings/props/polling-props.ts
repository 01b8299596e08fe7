// Made by `npm run docs:settings` from the schema: edit there.

/**
 * When the poller asks Glacier about a job whose notice has not come, by tier: Expedited, Standard,
 * Bulk, Inventory. More steps find a completion sooner and cost more DescribeJob calls, which are
 * free but limited.
 */
export interface PollingProps {
  /** When jobs of the tier Expedited are polled: windowMinutes, steps. */
  readonly Expedited?: {
    /**
     * From how many to how many minutes after its initiation such a job plausibly completes: two
     * numbers from 0 to 2880, by default 1,5. After the window a job is polled every 15 minutes for
     * 6 hours, then hourly until it is 48 hours old, then every 3 hours.
     * @default [1,5]
     */
    readonly windowMinutes?: readonly [from: number, to: number] | undefined;
    /**
     * The number of polls in the window, 1 to 96, by default 4.
     * @default 4
     */
    readonly steps?: number | undefined;
  };
  /** When jobs of the tier Standard, or of an unknown one, are polled: windowMinutes, steps. */
  readonly Standard?: {
    /**
     * From how many to how many minutes after its initiation such a job plausibly completes: two
     * numbers from 0 to 2880, by default 213,273. After the window a job is polled every 15 minutes
     * for 6 hours, then hourly until it is 48 hours old, then every 3 hours.
     * @default [213,273]
     */
    readonly windowMinutes?: readonly [from: number, to: number] | undefined;
    /**
     * The number of polls in the window, 1 to 96, by default 6.
     * @default 6
     */
    readonly steps?: number | undefined;
  };
  /** When jobs of the tier Bulk are polled: windowMinutes, steps. */
  readonly Bulk?: {
    /**
     * From how many to how many minutes after its initiation such a job plausibly completes: two
     * numbers from 0 to 2880, by default 300,720. After the window a job is polled every 15 minutes
     * for 6 hours, then hourly until it is 48 hours old, then every 3 hours.
     * @default [300,720]
     */
    readonly windowMinutes?: readonly [from: number, to: number] | undefined;
    /**
     * The number of polls in the window, 1 to 96, by default 29.
     * @default 29
     */
    readonly steps?: number | undefined;
  };
  /** When inventory retrievals, which have no tier, are polled: windowMinutes, steps. */
  readonly Inventory?: {
    /**
     * From how many to how many minutes after its initiation such a job plausibly completes: two
     * numbers from 0 to 2880, by default 213,273. After the window a job is polled every 15 minutes
     * for 6 hours, then hourly until it is 48 hours old, then every 3 hours.
     * @default [213,273]
     */
    readonly windowMinutes?: readonly [from: number, to: number] | undefined;
    /**
     * The number of polls in the window, 1 to 96, by default 6.
     * @default 6
     */
    readonly steps?: number | undefined;
  };
}
