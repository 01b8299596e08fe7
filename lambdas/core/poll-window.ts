import type { Instant } from './instant.ts';

/** Jobs whose age makes them due at a tick: `statusSince` in (after, upTo]. */
export interface PollWindow {
  readonly statusKey: string;
  /** Absent: as old as they may be. */
  readonly after?: Instant | undefined;
  readonly upTo: Instant;
  readonly offsetMinutes: number;
  /** Whether it gathers the jobs of the vaults that are looked at on the common grid. */
  readonly isGrid?: boolean | undefined;
}
