import type { Instant } from '../../lambdas/core/instant.ts';

/** A notice that the probe received. */
export interface ProbeNotice {
  /** Which topic it came by: the job's own, or that of the vault's configuration. */
  readonly via: 'job' | 'vault';
  /** When SNS accepted it. */
  readonly publishedAt: Instant;
  /** The job that it announces. */
  readonly jobId: string;
}

/** The CloudTrail record of the probe's InitiateJob, or why there is none. */
export type TrailReading =
  | { readonly kind: 'found'; readonly record: unknown }
  | { readonly kind: 'absent'; readonly reason: string };

/** The end of the probe's job, as Glacier describes it. */
export interface ProbeEnd {
  readonly status: string;
  readonly creationDate: Instant;
  /** Absent where Glacier reports none. */
  readonly completionDate?: Instant | undefined;
}

/** Everything that one probe has seen. */
export interface Observations {
  readonly end: ProbeEnd;
  readonly notices: readonly ProbeNotice[];
  /** How long the probe waited for notices after the end of the job, in milliseconds. */
  readonly settleMs: number;
  /** The vault has a notification configuration for inventories, so that its topic is to be expected. */
  readonly isVaultNotified: boolean;
  /** Creation dates in the order of ListJobs. */
  readonly listed: readonly string[];
  /** The texts of Glacier's 404 responses. */
  readonly notFound: { readonly job: string; readonly vault: string };
  readonly trail: TrailReading;
}
