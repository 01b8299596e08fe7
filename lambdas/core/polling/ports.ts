import type { JobKey } from '../evidence/evidence.ts';
import type { Instant } from '../instant.ts';
import type { Status } from '../job/status.ts';
import type { StartKey } from '../job/store.ts';
import type { PollWindow } from './window.ts';

/** A job as the index `byStatus` knows it. */
export interface IndexedJob extends JobKey {
  readonly statusSince: Instant;
  /** Absent where it is not known; `statusSince` of a pending job is no measure of it then. */
  readonly creationDate?: Instant | undefined;
  /** When a poll first found its vault missing; absent where the last poll found the vault. */
  readonly vaultMissingSince?: Instant | undefined;
}

/** A page of the index `byStatus`. */
export interface IndexPage {
  readonly jobs: readonly IndexedJob[];
  readonly next?: StartKey | undefined;
}

/** Jobs under a key, by age. */
export type IndexRange = Omit<PollWindow, 'ageMinutes'>;

/** Finds jobs by status and age in the index `byStatus`, which lags the table a little. */
export interface JobIndex {
  /** The oldest and the newest `statusSince` under a key, `undefined` when nothing is there. */
  span(statusKey: string): Promise<{ oldest: Instant; newest: Instant } | undefined>;
  /**
   * A page of a window, oldest first, of up to 1 MB.
   *
   * Jobs that succeeded and whose output does not expire are left out.
   */
  page(window: IndexRange, startKey?: StartKey): Promise<IndexPage>;
}

/** The part of a recorded job that decides whether a description of it is news. */
export interface KnownJob extends JobKey {
  readonly status: Status;
  readonly statusCode?: string | undefined;
  readonly vaultMissingSince?: Instant | undefined;
}

/** Reads what is recorded of many jobs at once. */
export interface KnownJobs {
  /** Finds those that are recorded; the others, and damaged rows, are left out. */
  find(keys: readonly JobKey[]): Promise<readonly KnownJob[]>;
}

/** A vault whose due jobs a run did not poll to the end. */
export interface VaultRemainder {
  readonly vaultArn: string;
  /** The page at which reading the vault's list continues. */
  readonly marker?: string | undefined;
  /** How many pages may be read from there. */
  readonly mostPages?: number | undefined;
  /** Continues without a list, job by job, behind this id. */
  readonly afterJobId?: string | undefined;
  /** Whether a list has answered for all jobs that it can answer for. */
  readonly isListed?: boolean | undefined;
}

/** The due jobs that a run left: windows, or some vaults of them. */
export interface PollRemainder {
  readonly kind: 'poll';
  readonly windows: readonly PollWindow[];
  /** Where reading the first window continues. */
  readonly startKey?: StartKey | undefined;
  /** Only these vaults of what is read at once from there; absent: everything. */
  readonly vaults?: readonly VaultRemainder[] | undefined;
  /** The number of times it was requeued. */
  readonly hops: number;
}

/** A vault whose sweep must begin, or continue. */
export interface VaultSweep {
  readonly vaultName: string;
  readonly marker?: string | undefined;
}

/** The vaults that a sweep left. */
export interface SweepRemainder {
  readonly kind: 'sweep';
  readonly vaults: readonly VaultSweep[];
  readonly hops: number;
}

/** The vaults of an account that a sweep has not listed yet. */
export interface VaultListRemainder {
  readonly kind: 'vault-list';
  /** Absent: from the first. */
  readonly marker?: string | undefined;
  readonly hops: number;
}

/** What a run of the poller leaves to a later one. */
export type Remainder = PollRemainder | SweepRemainder | VaultListRemainder;

/** The queue that carries remainders to later runs. */
export interface PollQueue {
  /** Sends a remainder, to be received after a delay. */
  send(remainder: Remainder, delaySeconds: number): Promise<void>;
}
