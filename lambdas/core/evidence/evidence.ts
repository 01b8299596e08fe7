import type { Instant } from '../instant.ts';
import type { JobDetails } from './job-details.ts';

/** The Jobs table's key. */
export interface JobKey {
  readonly vaultArn: string;
  readonly jobId: string;
}

/** Glacier's own words for the state of a job: the `StatusCode`. */
export const STATUS_CODES = ['InProgress', 'Succeeded', 'Failed'] as const;

/** One of {@link STATUS_CODES}. */
export type StatusCode = (typeof STATUS_CODES)[number];

/** A client passes on Glacier's description of a job. */
export interface SeenEvidence {
  readonly kind: 'seen';
  readonly key: JobKey;
  readonly source: Exclude<Source, 'collection' | 'clock'>;
  readonly observedAt: Instant;
  readonly statusCode: StatusCode;
  readonly details: JobDetails;
}

/** DescribeJob does not know the job's id, or not even its vault. */
export interface NotFoundEvidence {
  readonly kind: 'not-found' | 'vault-not-found';
  readonly key: JobKey;
  readonly source: 'describe-job';
  readonly observedAt: Instant;
}

/** The job's reader says that the output is fetched. */
export interface CollectedEvidence {
  readonly kind: 'collected';
  readonly key: JobKey;
  readonly source: 'collection';
  readonly observedAt: Instant;
}

/** Nothing but the passing of time. */
export interface ClockEvidence {
  readonly kind: 'clock';
  readonly key: JobKey;
  readonly source: 'clock';
  readonly observedAt: Instant;
}

/** What a source says about one job. */
export type Evidence = SeenEvidence | NotFoundEvidence | CollectedEvidence | ClockEvidence;

/** Who can say something about a job. */
export const SOURCES = [
  'notice',
  'describe-job',
  'list-jobs',
  'registration',
  'cloudtrail',
  'collection',
  'clock',
] as const;

/** One of {@link SOURCES}. */
export type Source = (typeof SOURCES)[number];
