import { createRepeat } from '../core/function/repeat-while-passing.ts';
import {
  answerRequest,
  type ResourceOutcome,
  settleRequest,
} from '../core/function/resource-answer.ts';
import { type ResourceRequest, readResourceRequest } from '../core/function/resource-request.ts';
import { claimVaults } from './claim-vaults.ts';
import type { VaultNotificationsDeps, VaultsRun } from './deps.ts';
import { inTime } from './in-time.ts';
import { releaseVaults } from './release-vaults.ts';

/**
 * Fulfils CloudFormation's requests to point vaults at the notice topic, and always answers them.
 *
 * What a request finds done it does not do again, so Lambda's retries and CloudFormation's rollbacks
 * are requests like others. When the signal is aborted, the answer is that time ran out.
 * @throws Error when the answer cannot be given; Lambda then tries again.
 */
export const createVaultNotifications =
  (deps: VaultNotificationsDeps) =>
  async (event: unknown, signal: AbortSignal): Promise<void> => {
    const request = readResourceRequest(event);
    const work = () => {
      const run = { ...deps, repeat: createRepeat(deps, signal), signal };
      return inTime(request, fulfilRequest(request, run), signal);
    };
    const outcome = await settleRequest(request, work, deps.log);
    await deps.answer(request.ResponseURL, answerRequest(request, outcome));
  };

const fulfilRequest = async (
  request: ResourceRequest,
  run: VaultsRun,
): Promise<ResourceOutcome> => {
  if (request.RequestType !== 'Delete') return claimVaults(request, run);
  await releaseVaults(await run.repeat(() => run.records.list()), run);
  return { kind: 'done' };
};
