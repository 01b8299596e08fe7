import type { Operation } from './api-call.ts';
import { initiateJob } from './initiate-job.ts';
import { getJobOutput } from './job-output.ts';
import {
  deleteVaultNotifications,
  getVaultNotifications,
  setVaultNotifications,
} from './notification-operations.ts';
import { listJobs, readJob } from './read-jobs.ts';
import { createVault, deleteVault, describeVault, listVaults } from './vault-operations.ts';

/** An operation of the API, found for a method and a path. */
export interface MatchedRoute {
  /** The operation's name in the API. */
  readonly name: string;
  readonly operation: Operation;
  readonly vaultName: string;
  readonly jobId: string;
}

/** By method and path below the account, with `v` for a vault's name and `j` for a job's id. */
const ROUTES: Readonly<Record<string, readonly [name: string, operation: Operation]>> = {
  'GET vaults': ['ListVaults', listVaults],
  'PUT vaults/v': ['CreateVault', createVault],
  'GET vaults/v': ['DescribeVault', describeVault],
  'DELETE vaults/v': ['DeleteVault', deleteVault],
  'GET vaults/v/notification-configuration': ['GetVaultNotifications', getVaultNotifications],
  'PUT vaults/v/notification-configuration': ['SetVaultNotifications', setVaultNotifications],
  'DELETE vaults/v/notification-configuration': [
    'DeleteVaultNotifications',
    deleteVaultNotifications,
  ],
  'GET vaults/v/jobs': ['ListJobs', listJobs],
  'POST vaults/v/jobs': ['InitiateJob', initiateJob],
  'GET vaults/v/jobs/j': ['DescribeJob', readJob],
  'GET vaults/v/jobs/j/output': ['GetJobOutput', getJobOutput],
};

/** Finds the operation of a request; the segments are the path below the account. */
export const matchRoute = (
  method: string,
  segments: readonly string[],
): MatchedRoute | undefined => {
  const [, vaultName = '', , jobId = ''] = segments;
  const shape = segments.map((segment, i) => PLACEHOLDERS[i] ?? segment).join('/');
  const [name, operation] = ROUTES[`${method} ${shape}`] ?? [];
  return name === undefined || operation === undefined
    ? undefined
    : { name, operation, vaultName, jobId };
};

const PLACEHOLDERS: Readonly<Record<number, string>> = { 1: 'v', 3: 'j' };
