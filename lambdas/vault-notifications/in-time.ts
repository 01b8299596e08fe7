import type { ResourceRequest } from '../core/function/resource-request.ts';
import { isForEveryVault } from '../core/vault/request.ts';

/** The result for the vaults that there was time for, and what helps. */
const remedyFor = (request: ResourceRequest): string => {
  if (request.RequestType === 'Delete') {
    return 'Delete the stack again: it continues with the remaining vaults.';
  }
  const remedy = isForEveryVault(request)
    ? 'Set glacierJobNotifier.manageVaultNotifications to false: sweeps find the jobs of every vault without notices, and docs/vault-notifications.md explains how to configure vaults yourself.'
    : 'Add the vaults in several deployments.';
  return `CloudFormation rolls it back. ${remedy}`;
};

/**
 * Waits for the work that a request causes, but not longer than until a signal is aborted.
 *
 * @throws Error that says so when the time is over; the work itself has to heed the signal too.
 */
export const inTime = <Result>(
  request: ResourceRequest,
  work: Promise<Result>,
  signal: AbortSignal,
): Promise<Result> => {
  const over = Promise.withResolvers<never>();
  const end = () =>
    over.reject(
      new Error(`The timeout expired before all vaults were processed. ${remedyFor(request)}`, {
        cause: signal.reason,
      }),
    );
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  return Promise.race([work, over.promise]);
};
