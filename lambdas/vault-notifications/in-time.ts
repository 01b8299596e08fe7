import type { VaultsRequest } from '../core/vaults-request.ts';

const UNDONE =
  'CloudFormation now undoes it. Name fewer vaults, or add them in several deployments.';

/** What becomes of the vaults that there was time for, and what helps. */
const REMEDIES: Readonly<Record<VaultsRequest['RequestType'], string>> = {
  Create: UNDONE,
  Update: UNDONE,
  Delete: 'Delete the stack again: it goes on with the vaults that are left.',
};

/**
 * Waits for the work that a type of request causes, but not longer than until a signal is aborted.
 *
 * @throws Error that says so when the time is over; the work itself has to heed the signal too.
 */
export const inTime = <Result>(
  type: VaultsRequest['RequestType'],
  work: Promise<Result>,
  signal: AbortSignal,
): Promise<Result> => {
  const over = Promise.withResolvers<never>();
  const end = () =>
    over.reject(
      new Error(`The time was too short for all vaults. ${REMEDIES[type]}`, {
        cause: signal.reason,
      }),
    );
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  return Promise.race([work, over.promise]);
};
