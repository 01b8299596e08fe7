import type { EventVersion } from '../event/event-version.ts';
import type { JobKey, Source } from '../evidence/evidence.ts';
import type { JobDetails } from '../evidence/job-details.ts';
import type { Instant } from '../instant.ts';
import type { Status } from './status.ts';

/** One step of a job's life; its sequence is its position from 1 in the job's `transitions`. */
export interface Transition {
  /** The version of the rules by which its event is built; absent: 1. */
  readonly eventVersion?: EventVersion | undefined;
  readonly status: Status;
  /** When it was recorded. */
  readonly at: Instant;
  readonly source: Source;
  /** Why Glacier failed the job; on `Failed` alone. */
  readonly statusMessage?: string | undefined;
  /** `vault-missing` on an `Expired` job whose vault Glacier does not know. */
  readonly reason?: string | undefined;
  /**
   * Values that the event of this transition carried and the job has since changed (null: absent).
   * They keep the event's bytes reproducible when better evidence corrects the job later.
   */
  readonly announcedAs?: Readonly<Record<string, string | number | null>> | undefined;
}

/** A tracked job, as the Jobs table keeps it. */
export interface Job extends JobKey, JobDetails {
  readonly status: Status;
  /** Partition key of the index `byStatus`. */
  readonly statusKey: string;
  /** Sort key of the index `byStatus`. */
  readonly statusSince: Instant;
  /** How many transitions are recorded. */
  readonly sequence: number;
  readonly transitions: readonly Transition[];
  /** Until then at least the output can be fetched; on jobs that succeeded. */
  readonly outputExpiresAt?: Instant | undefined;
  readonly firstSeenAt: Instant;
  /** When it was first seen complete; only where Glacier gave no completion date. */
  readonly completeSeenAt?: Instant | undefined;
  /** Who decided between success and failure. */
  readonly outcomeSource?: Source | undefined;
  /** When its reader said that the output is fetched. */
  readonly collectedAt?: Instant | undefined;
  /** When DescribeJob no longer knew its id. */
  readonly notFoundAt?: Instant | undefined;
  /** Since when Glacier does not know its vault; removed by the next answer that knows it. */
  readonly vaultMissingSince?: Instant | undefined;
  /** The group that its description names; written once, never changed. */
  readonly group?: string | undefined;
  /** Sort key of the index `byGroup`; on jobs with a group. */
  readonly groupSort?: string | undefined;
  /** How often the row was written: a decision is written only on the row that it was taken on. */
  readonly revision: number;
  /**
   * `transition` invokes fan-out: a transition was appended, or a recorded job turned out to have a
   * group, which announces nothing.
   */
  readonly lastChange: 'transition' | 'details';
  /** TTL, in epoch seconds. */
  readonly expireAt?: number | undefined;
}
