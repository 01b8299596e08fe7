import type { Instant } from '../instant.ts';

/** Jobs whose age makes them due at a tick: `statusSince` in (after, upTo]. */
export interface PollWindow {
  readonly statusKey: string;
  /** Absent: of any age above. */
  readonly after?: Instant | undefined;
  readonly upTo: Instant;
  /** The age in minutes that is due. */
  readonly ageMinutes: number;
}
