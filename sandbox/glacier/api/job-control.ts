import type { GlacierState } from '../glacier-state.ts';
import { forgottenAfter } from '../jobs/initiate-job.ts';
import { isCompleted, type Job, type Outcome } from '../jobs/job.ts';

/** How a job is to end. */
export interface JobEnd {
  /** @default - as it is */
  readonly outcome?: Outcome;
  /** @default - the outcome's name; no real message of a failed job is known */
  readonly statusMessage?: string;
  /** The time from the initiation to the end; an end that would lie in the past comes now. */
  readonly durationMs?: number;
}

/** Controls single jobs. */
export interface JobControl {
  /** Changes the end of a job that is still running. */
  fixJob(jobId: string, end: JobEnd): void;
  /** Makes a running job fail at its end. */
  failJob(jobId: string, statusMessage?: string): void;
  /** Makes Glacier not know a job from now on; one that runs is never announced. */
  forgetJob(jobId: string): void;
}

/** Makes the control of a simulator's jobs. */
export const createJobControl = (state: GlacierState): JobControl => ({
  fixJob: (jobId, end) => fixEnd(state, findRunning(state, jobId), end),
  failJob: (jobId, statusMessage = 'Failed') =>
    fixEnd(state, findRunning(state, jobId), { outcome: 'Failed', statusMessage }),
  forgetJob: (jobId) => {
    findKnown(state, jobId).forgottenAt = state.clock.now();
    state.running.delete(jobId);
  },
});

const fixEnd = (state: GlacierState, job: Job, end: JobEnd): void => {
  job.outcome = end.outcome ?? job.outcome;
  job.statusMessage = end.statusMessage ?? (end.outcome ? job.outcome : job.statusMessage);
  if (end.durationMs !== undefined) {
    job.completesAt = Math.max(job.createdAt + end.durationMs, state.clock.now());
    job.forgottenAt = forgottenAfter(state, job.completesAt);
  }
};

const findRunning = (state: GlacierState, jobId: string): Job => {
  const job = findKnown(state, jobId);
  if (isCompleted(job, state.clock.now())) {
    throw new RangeError(`Job ${jobId} has ended; only the end of a running job can be changed.`);
  }
  return job;
};

const findKnown = (state: GlacierState, jobId: string): Job => {
  for (const { jobs } of state.vaults.values()) {
    const job = jobs.get(jobId);
    if (job !== undefined) return job;
  }
  throw new RangeError(`The simulator has no job ${jobId}.`);
};
