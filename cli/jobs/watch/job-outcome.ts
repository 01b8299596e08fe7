import type { Status } from '../../../lambdas/core/job/status.ts';

/** How a job ended, as reported by `jobs wait`. */
export type JobOutcome = 'pending' | 'succeeded' | 'failed' | 'expired';

/** Whether a job has not ended. */
export const isPending = ({ status }: { readonly status: Status }): boolean =>
  outcomeOfStatus(status) === 'pending';

/** Returns how a job with this status ended. */
export const outcomeOfStatus = (status: Status): JobOutcome => {
  switch (status) {
    case 'InProgress':
      return 'pending';
    case 'Succeeded':
    case 'Expiring':
    case 'Collected':
      return 'succeeded';
    case 'Failed':
      return 'failed';
    case 'Expired':
      return 'expired';
  }
};
