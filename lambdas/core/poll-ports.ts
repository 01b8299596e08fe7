import type { JobKey, SeenEvidence } from './evidence.ts';
import type { Instant } from './instant.ts';
import type { PollWindow } from './poll-window.ts';
import type { StartKey } from './ports.ts';
import type { Status } from './status.ts';

/** A job as the index `byStatus` knows it. */
export interface IndexedJob extends JobKey {
  readonly statusSince: Instant;
  /** Absent where it is not known; `statusSince` of a pending job is no measure of it then. */
  readonly creationDate?: Instant | undefined;
}

/** A page of the index `byStatus`. */
export interface IndexPage {
  readonly jobs: readonly IndexedJob[];
  readonly next?: StartKey | undefined;
}

/** Finds jobs by status and age in the index `byStatus`, which lags the table a little. */
export interface JobIndex {
  /** The oldest and the newest `statusSince` under a key, `undefined` when nothing is there. */
  span(statusKey: string): Promise<{ oldest: Instant; newest: Instant } | undefined>;
  /**
   * A page of a window, oldest first; 1 MB, or as many entries as are asked for.
   *
   * Jobs that succeeded and whose output does not expire are left out.
   */
  page(window: PollWindow, startKey?: StartKey, limit?: number): Promise<IndexPage>;
}

/** Which of a vault's jobs to list. */
export interface JobListing {
  readonly vaultArn: string;
  /** Absent: both. */
  readonly isCompleted?: boolean | undefined;
  readonly marker?: string | undefined;
}

/** What Glacier answers when asked for a page of a vault's jobs. */
export type ListAnswer =
  | {
      readonly kind: 'page';
      readonly jobs: readonly SeenEvidence[];
      /** Rows that cannot be used, with the reason. */
      readonly refused: readonly string[];
      readonly next?: string | undefined;
    }
  | { readonly kind: 'vault-not-found' };

/** A page of the names of an account's vaults. */
export interface VaultPage {
  readonly names: readonly string[];
  readonly next?: string | undefined;
}

/** Asks Glacier for lists, each page one call. */
export interface GlacierLists {
  /**
   * Lists jobs in the order of their initiation, up to 50 a page.
   *
   * @throws GlacierCallError when Glacier does not answer.
   */
  listJobs(listing: JobListing, observedAt: Instant): Promise<ListAnswer>;
  /**
   * Lists an account's vaults.
   *
   * @throws GlacierCallError when Glacier does not answer.
   */
  listVaults(accountId: string, marker?: string): Promise<VaultPage>;
}

/** As much of a recorded job as tells whether a description of it is news. */
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

/** A vault of which a run of the poller did not look at every job. */
export interface VaultRest {
  readonly vaultArn: string;
  /** Goes on one by one behind this id; absent: from the start, in whichever way is cheapest. */
  readonly afterJobId?: string | undefined;
}

/** The part of a window that is left when a run's time is over. */
export interface WindowRest {
  readonly kind: 'window';
  readonly tick: Instant;
  readonly window: PollWindow;
  readonly startKey?: StartKey | undefined;
  /** Only these vaults of the page that begins at `startKey`; absent: everything from there on. */
  readonly vaults?: readonly VaultRest[] | undefined;
  /** How often it was handed on. */
  readonly hops: number;
}

/** A vault whose sweep is to be begun, or gone on with. */
export interface VaultSweep {
  readonly vaultName: string;
  readonly marker?: string | undefined;
}

/** The part of a sweep that is left when a run's time is over. */
export interface SweepRest {
  readonly kind: 'sweep';
  readonly vaults: readonly VaultSweep[];
  readonly hops: number;
}

/** The vaults of an account that a sweep has not listed yet. */
export interface VaultListRest {
  readonly kind: 'vault-list';
  /** Absent: from the first. */
  readonly marker?: string | undefined;
  readonly hops: number;
}

/** What a run of the poller leaves to a later one. */
export type PollLeftover = WindowRest | SweepRest | VaultListRest;

/** Hands on what is left of a run. */
export interface PollQueue {
  /** Hands on to a later run of the poller, after a delay. */
  send(leftover: PollLeftover, delaySeconds: number): Promise<void>;
}
