// Made by `npm run docs:settings` from the schema: edit there.

/**
 * When the poller looks at a job whose notice has not come, by tier: Expedited, Standard, Bulk,
 * Inventory. More steps find a completion sooner and cost more DescribeJob calls, which are free
 * but limited.
 */
export interface PollingProps {
  /** When jobs of the tier Expedited are looked at: windowMinutes, steps, lateMinutes. */
  readonly Expedited?: {
    /**
     * From how many to how many minutes after its initiation such a job plausibly completes: two
     * numbers from 0 to 2880, by default 1,5.
     * @default [1,5]
     */
    readonly windowMinutes?: readonly [from: number, to: number] | undefined;
    /**
     * Into how many steps, each of them one look at the job, the window is cut: 1 to 96, by default
     * 4.
     * @default 4
     */
    readonly steps?: number | undefined;
    /**
     * For how many minutes after the window a job is looked at every 15 minutes, before that
     * becomes every hour: 0 to 2880, by default 360.
     * @default 360
     */
    readonly lateMinutes?: number | undefined;
  };
  /**
   * When jobs of the tier Standard, or of an unknown one, are looked at: windowMinutes, steps,
   * lateMinutes.
   */
  readonly Standard?: {
    /**
     * From how many to how many minutes after its initiation such a job plausibly completes: two
     * numbers from 0 to 2880, by default 180,300.
     * @default [180,300]
     */
    readonly windowMinutes?: readonly [from: number, to: number] | undefined;
    /**
     * Into how many steps, each of them one look at the job, the window is cut: 1 to 96, by default
     * 9.
     * @default 9
     */
    readonly steps?: number | undefined;
    /**
     * For how many minutes after the window a job is looked at every 15 minutes, before that
     * becomes every hour: 0 to 2880, by default 360.
     * @default 360
     */
    readonly lateMinutes?: number | undefined;
  };
  /** When jobs of the tier Bulk are looked at: windowMinutes, steps, lateMinutes. */
  readonly Bulk?: {
    /**
     * From how many to how many minutes after its initiation such a job plausibly completes: two
     * numbers from 0 to 2880, by default 300,720.
     * @default [300,720]
     */
    readonly windowMinutes?: readonly [from: number, to: number] | undefined;
    /**
     * Into how many steps, each of them one look at the job, the window is cut: 1 to 96, by default
     * 29.
     * @default 29
     */
    readonly steps?: number | undefined;
    /**
     * For how many minutes after the window a job is looked at every 15 minutes, before that
     * becomes every hour: 0 to 2880, by default 360.
     * @default 360
     */
    readonly lateMinutes?: number | undefined;
  };
  /**
   * When inventory retrievals, which have no tier, are looked at: windowMinutes, steps,
   * lateMinutes.
   */
  readonly Inventory?: {
    /**
     * From how many to how many minutes after its initiation such a job plausibly completes: two
     * numbers from 0 to 2880, by default 180,300.
     * @default [180,300]
     */
    readonly windowMinutes?: readonly [from: number, to: number] | undefined;
    /**
     * Into how many steps, each of them one look at the job, the window is cut: 1 to 96, by default
     * 9.
     * @default 9
     */
    readonly steps?: number | undefined;
    /**
     * For how many minutes after the window a job is looked at every 15 minutes, before that
     * becomes every hour: 0 to 2880, by default 720.
     * @default 720
     */
    readonly lateMinutes?: number | undefined;
  };
}
