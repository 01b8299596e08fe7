import { drawCallFault } from '../faults/call-faults.ts';
import type { GlacierState } from '../glacier-state.ts';
import { initiateJob } from '../jobs/initiate-job.ts';
import { getJobOutput } from '../jobs/job-output.ts';
import { listJobs, readJob } from '../jobs/read-jobs.ts';
import {
  createVault,
  deleteVault,
  deleteVaultNotifications,
  describeVault,
  getVaultNotifications,
  listVaults,
  setVaultNotifications,
} from '../vaults/vault-operations.ts';
import { type Answer, answerThrown } from './answer.ts';
import type { ApiCall, Operation } from './api-call.ts';
import type { HttpRequest } from './http-request.ts';
import { GlacierError, missingParameter } from './refusals.ts';

/** Answers a request of Glacier's API, or draws the fault that answers instead. */
export const answerApi = (state: GlacierState, request: HttpRequest): Answer => {
  const [accountId, ...segments] = request.segments;
  const route = matchRoute(request.method, segments);
  state.keeper.countCall(route?.name ?? 'Unknown');
  const answer = answerRoute(state, request, accountId, route);
  if (answer.status >= 400) {
    state.keeper.countError(answer.errorCode ?? `HTTP ${answer.status}`);
  }
  return answer;
};

const answerRoute = (
  state: GlacierState,
  request: HttpRequest,
  accountId: string | undefined,
  route: MatchedRoute | undefined,
): Answer => {
  try {
    checkRequest(state, request, accountId);
    if (route === undefined) {
      const message = `The simulator has no ${request.method} /${request.segments.join('/')}.`;
      throw new GlacierError(400, 'BadRequest', message);
    }
    const faults = state.faults.current(route.vaultName);
    return drawCallFault(faults, route.name, state.drawCallFaults) ?? run(state, request, route);
  } catch (error) {
    return answerThrown(error);
  }
};

const run = (state: GlacierState, request: HttpRequest, route: MatchedRoute): Answer =>
  route.operation(state, { ...route, ...request, range: request.headers.range });

/** The wording of the missing version was observed (aws/aws-sdk-cpp #117). */
const checkRequest = (
  state: GlacierState,
  { headers }: HttpRequest,
  accountId: string | undefined,
): void => {
  if (headers['x-amz-glacier-version'] === undefined) throw missingParameter('API version');
  if (accountId !== '-' && accountId !== state.accountId) {
    const message = `The account ID of the request is not that of its credentials: ${accountId}`;
    throw new GlacierError(403, 'AccessDeniedException', message);
  }
};

/** An operation of the API, found for a method and a path. */
interface MatchedRoute extends Pick<ApiCall, 'vaultName' | 'jobId'> {
  readonly name: string;
  readonly operation: Operation;
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
const matchRoute = (method: string, segments: readonly string[]): MatchedRoute | undefined => {
  const [, vaultName = '', , jobId = ''] = segments;
  const shape = segments.map((segment, i) => PLACEHOLDERS[i] ?? segment).join('/');
  const [name, operation] = ROUTES[`${method} ${shape}`] ?? [];
  return name === undefined || operation === undefined
    ? undefined
    : { name, operation, vaultName, jobId };
};

const PLACEHOLDERS: Readonly<Record<number, string>> = { 1: 'v', 3: 'j' };
