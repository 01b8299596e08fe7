import type { Answer } from '../api/answer.ts';
import type { Operation } from '../api/api-call.ts';
import { invalidParameter, missingParameter } from '../api/refusals.ts';
import type { GlacierState } from '../glacier-state.ts';
import { findVault } from '../vaults/find-vault.ts';
import type { Vault } from '../vaults/vault.ts';
import { drawJobId, type Job } from './job.ts';
import { outputPath } from './job-description.ts';
import { drawDurationMs } from './job-duration.ts';
import { readArchiveRequest, readSelectRequest } from './requests/archive-request.ts';
import { readInventoryRequest } from './requests/inventory-request.ts';
import { readCommonRequest, readJobParameters } from './requests/job-parameters.ts';
import type { JobRequest } from './requests/job-request.ts';

/** How long after its completion Glacier knows a job at least. */
const RETENTION_MS = 24 * 3_600_000;

/** Starts a job whose end is drawn inside the window of its tier. */
export const initiateJob: Operation = (state, { vaultName, body }) => {
  const vault = findVault(state, vaultName);
  const job = createJob(state, vault, readJobRequest(state, vault, body));
  vault.jobs.set(job.jobId, job);
  state.running.set(job.jobId, job);
  state.keeper.addJob(job);
  return accept(state, job);
};

/** Returns from when on Glacier no longer knows a job. */
export const forgottenAfter = (state: GlacierState, completesAt: number): number =>
  completesAt + RETENTION_MS + state.extraRetentionMs;

const readJobRequest = (state: GlacierState, vault: Vault, body: string): JobRequest => {
  const read = readJobParameters(body);
  const parameters = { ...read, common: readCommonRequest(read, state.region) };
  switch (parameters.Type) {
    case 'archive-retrieval':
      return readArchiveRequest(state, vault, parameters);
    case 'inventory-retrieval':
      return readInventoryRequest(vault, parameters);
    case 'select':
      return readSelectRequest(state, vault, parameters);
    case undefined:
    case null:
      throw missingParameter('Type');
    default:
      throw invalidParameter(`Invalid job type: ${parameters.Type}`);
  }
};

const createJob = (state: GlacierState, vault: Vault, request: JobRequest): Job => {
  const createdAt = state.clock.now();
  const completesAt = createdAt + drawDurationMs(request.tier, state.drawDurations);
  return {
    jobId: drawJobId(state.drawIds),
    vaultName: vault.name,
    vaultArn: vault.arn,
    request,
    createdAt,
    completesAt,
    outcome: 'Succeeded',
    statusMessage: 'Succeeded',
    forgottenAt: forgottenAfter(state, completesAt),
  };
};

const accept = ({ accountId }: GlacierState, { jobId, vaultName, request }: Job): Answer => ({
  status: 202,
  headers: {
    location: `/${accountId}/vaults/${vaultName}/jobs/${jobId}`,
    'x-amz-job-id': jobId,
    ...(request.action === 'Select' && {
      'x-amz-job-output-path': outputPath(request.outputPrefix, jobId),
    }),
  },
});
