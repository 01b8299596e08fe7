import type { JobKey, SeenEvidence } from '../evidence/evidence.ts';
import type { Instant } from '../instant.ts';

/** What Glacier answers when asked for one job. */
export type DescribeAnswer =
  | { readonly kind: 'seen'; readonly evidence: SeenEvidence }
  | { readonly kind: 'job-not-found' }
  | { readonly kind: 'vault-not-found' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Asks Glacier. */
export interface Glacier {
  /**
   * Describes one job.
   *
   * @throws GlacierCallError when Glacier does not answer, after the SDK's own retries.
   */
  describeJob(key: JobKey, observedAt: Instant): Promise<DescribeAnswer>;
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
