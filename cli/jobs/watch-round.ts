import type { ListedJob } from '../../lambdas/core/job-list.ts';
import type { KnownJob } from '../../lambdas/core/poll-ports.ts';
import type { TimingBasis } from './job-timing.ts';

/** What one look found. */
export interface WatchRound {
  readonly pending: readonly ListedJob[];
  readonly appeared: readonly ListedJob[];
  /** Jobs that are pending no more, as they are now. */
  readonly ended: readonly KnownJob[];
  /** There are more pending jobs than are watched. */
  readonly isCut: boolean;
  readonly basis: TimingBasis;
}

/** Where a watch shows what it finds. */
export interface WatchView {
  show(round: WatchRound): void;
  stop(): void;
}
