// Made by `npm run docs:settings` from the schema: edit there.
import type { PollingWindow } from './polling-window.ts';

/** When jobs of one tier are polled. */
export interface TierPollingProps {
  /**
   * When such a job is expected to complete after its initiation: from and to, 0 to 48 hours. After
   * the window a job is polled every 15 minutes for 6 hours, then hourly until it is 48 hours old,
   * then every 3 hours.
   * @default - depends on the tier: see docs/settings.md
   */
  readonly window?: PollingWindow | undefined;
  /**
   * How often a job is polled within the window: 1 to 96 times.
   * @default - depends on the tier: see docs/settings.md
   */
  readonly steps?: number | undefined;
}

/**
 * When the poller polls a job without a notice, by tier. More steps detect a completion sooner but
 * need more DescribeJob calls, which are free but rate-limited.
 */
export interface PollingProps {
  /**
   * When jobs of the tier Expedited are polled.
   * @default - the default of each
   */
  readonly expedited?: TierPollingProps | undefined;
  /**
   * When jobs of the tier Standard, or of an unknown one, are polled.
   * @default - the default of each
   */
  readonly standard?: TierPollingProps | undefined;
  /**
   * When jobs of the tier Bulk are polled.
   * @default - the default of each
   */
  readonly bulk?: TierPollingProps | undefined;
  /**
   * When inventory retrievals, which have no tier, are polled.
   * @default - the default of each
   */
  readonly inventory?: TierPollingProps | undefined;
}
