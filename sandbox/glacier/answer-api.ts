import { type Answer, answerThrown } from './answer.ts';
import { drawCallFault } from './call-faults.ts';
import { GlacierError } from './glacier-error.ts';
import type { GlacierState } from './glacier-state.ts';
import type { HttpRequest } from './http-request.ts';
import { missingParameter } from './refusals.ts';
import { type MatchedRoute, matchRoute } from './routes.ts';

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
  if (headers['x-amz-glacier-version'] === undefined) {
    throw missingParameter('API version');
  }
  if (accountId !== '-' && accountId !== state.accountId) {
    const message = `The account ID of the request is not that of its credentials: ${accountId}`;
    throw new GlacierError(403, 'AccessDeniedException', message);
  }
};
