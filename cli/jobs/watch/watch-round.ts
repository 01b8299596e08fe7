import type { KnownJob } from '../../../lambdas/core/polling/ports.ts';
import type { ListedJob } from '../../../operations/jobs/list.ts';
import type { TimingBasis } from '../view/job-timing.ts';

/** The result of one poll. */
export interface WatchRound {
  readonly pending: readonly ListedJob[];
  readonly appeared: readonly ListedJob[];
  /** Jobs that are no longer pending, in their current state. */
  readonly ended: readonly KnownJob[];
  /** There are more pending jobs than are watched. */
  readonly isCut: boolean;
  readonly basis: TimingBasis;
}

/** Where a watch displays its results. */
export interface WatchView {
  show(round: WatchRound): void;
}
