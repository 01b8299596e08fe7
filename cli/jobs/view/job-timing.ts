import { type Instant, plusMinutes } from '../../../lambdas/core/instant.ts';
import { pendingTier } from '../../../lambdas/core/job/status.ts';
import type { ListedJob } from '../../../operations/jobs/list.ts';
import type { JobSettings } from '../../deployment/job-settings.ts';

/** The times of a job relative to now. */
export interface JobTiming {
  /** Since its initiation. */
  readonly ageMs?: number | undefined;
  /** When Glacier plausibly completes it; on pending jobs. */
  readonly expected?: { readonly from: Instant; readonly to: Instant } | undefined;
  /** How far it is past that. */
  readonly overdueMs?: number | undefined;
  /** The guaranteed time left to fetch the output; negative after it has passed. */
  readonly leftMs?: number | undefined;
}

/** What timing depends on. */
export interface TimingBasis {
  readonly now: Instant;
  readonly settings: Pick<JobSettings, 'windowMinutes'>;
}

type TimedJob = Pick<
  ListedJob,
  'status' | 'statusSince' | 'action' | 'tier' | 'creationDate' | 'outputExpiresAt'
>;

/** Calculates a job's times. */
export const timeJob = (job: TimedJob, { now, settings }: TimingBasis): JobTiming => {
  const ageMs = job.creationDate === undefined ? undefined : span(job.creationDate, now);
  switch (job.status) {
    case 'InProgress':
      return { ageMs, ...expect(job, now, settings) };
    case 'Succeeded':
    case 'Expiring':
      return { ageMs, leftMs: left(job, now) };
    case 'Failed':
    case 'Expired':
    case 'Collected':
      return { ageMs };
  }
};

const expect = (
  job: TimedJob,
  now: Instant,
  { windowMinutes }: TimingBasis['settings'],
): Pick<JobTiming, 'expected' | 'overdueMs'> => {
  const [from, to] = windowMinutes[pendingTier(job)];
  const expected = {
    from: plusMinutes(job.statusSince, from),
    to: plusMinutes(job.statusSince, to),
  };
  return now > expected.to ? { expected, overdueMs: span(expected.to, now) } : { expected };
};

const span = (from: Instant, to: Instant): number => Date.parse(to) - Date.parse(from);

const left = ({ outputExpiresAt }: TimedJob, now: Instant): number | undefined =>
  outputExpiresAt === undefined ? undefined : span(now, outputExpiresAt);
