import type { Duration } from 'aws-cdk-lib';

/** When jobs of one kind are expected to complete, after their initiation: 0 to 48 hours. */
export interface PollingWindow {
  /** The earliest time. */
  readonly from: Duration;
  /** The latest time. */
  readonly to: Duration;
}
