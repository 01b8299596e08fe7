import type { ApiCall } from '../api/api-call.ts';
import { jobNotFound } from '../api/refusals.ts';
import type { GlacierState } from '../glacier-state.ts';
import { findVault } from '../vaults/find-vault.ts';
import type { Job } from './job.ts';

/** Checks whether the API shows a job: it is not forgotten, and no fault hides it. */
export const isVisible = (state: GlacierState, job: Job): boolean => {
  const now = state.clock.now();
  const { hideJobsForMs } = state.faults.current(job.vaultName);
  return now < job.forgottenAt && now - job.createdAt >= hideJobsForMs;
};

/** Finds the job that a call names, or refuses the call. */
export const findJob = (state: GlacierState, call: ApiCall): Job => {
  const job = findVault(state, call.vaultName).jobs.get(call.jobId);
  if (job === undefined || !isVisible(state, job)) throw jobNotFound(call.jobId);
  return job;
};
