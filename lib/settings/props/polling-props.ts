// Made by `npm run docs:settings` from the schema: edit there.

/**
 * When the poller polls a job without a notice, by tier: Expedited, Standard, Bulk, Inventory. More
 * steps detect a completion sooner but need more DescribeJob calls, which are free but
 * rate-limited.
 */
export interface PollingProps {
  /** When jobs of the tier Expedited are polled: windowMinutes, steps. */
  readonly Expedited?: {
    /**
     * When such a job is expected to complete, in minutes after its initiation: two numbers,
     * earliest and latest, from 0 to 2880. The default is 1,5. After the window a job is polled
     * every 15 minutes for 6 hours, then hourly until it is 48 hours old, then every 3 hours.
     * @default [1,5]
     */
    readonly windowMinutes?: readonly [from: number, to: number] | undefined;
    /**
     * How often a job is polled within the window: 1 to 96 times. The default is 4.
     * @default 4
     */
    readonly steps?: number | undefined;
  };
  /** When jobs of the tier Standard, or of an unknown one, are polled: windowMinutes, steps. */
  readonly Standard?: {
    /**
     * When such a job is expected to complete, in minutes after its initiation: two numbers,
     * earliest and latest, from 0 to 2880. The default is 213,273. After the window a job is polled
     * every 15 minutes for 6 hours, then hourly until it is 48 hours old, then every 3 hours.
     * @default [213,273]
     */
    readonly windowMinutes?: readonly [from: number, to: number] | undefined;
    /**
     * How often a job is polled within the window: 1 to 96 times. The default is 6.
     * @default 6
     */
    readonly steps?: number | undefined;
  };
  /** When jobs of the tier Bulk are polled: windowMinutes, steps. */
  readonly Bulk?: {
    /**
     * When such a job is expected to complete, in minutes after its initiation: two numbers,
     * earliest and latest, from 0 to 2880. The default is 300,720. After the window a job is polled
     * every 15 minutes for 6 hours, then hourly until it is 48 hours old, then every 3 hours.
     * @default [300,720]
     */
    readonly windowMinutes?: readonly [from: number, to: number] | undefined;
    /**
     * How often a job is polled within the window: 1 to 96 times. The default is 29.
     * @default 29
     */
    readonly steps?: number | undefined;
  };
  /** When inventory retrievals, which have no tier, are polled: windowMinutes, steps. */
  readonly Inventory?: {
    /**
     * When such a job is expected to complete, in minutes after its initiation: two numbers,
     * earliest and latest, from 0 to 2880. The default is 213,273. After the window a job is polled
     * every 15 minutes for 6 hours, then hourly until it is 48 hours old, then every 3 hours.
     * @default [213,273]
     */
    readonly windowMinutes?: readonly [from: number, to: number] | undefined;
    /**
     * How often a job is polled within the window: 1 to 96 times. The default is 6.
     * @default 6
     */
    readonly steps?: number | undefined;
  };
}
