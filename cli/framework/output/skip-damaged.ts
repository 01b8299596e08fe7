import { DamagedItemError } from '../../../lambdas/core/errors.ts';
import type { JobStore } from '../../../lambdas/core/job/store.ts';
import type { OnDamaged } from '../../../lambdas/core/rows.ts';

/** Creates a reader of jobs that leaves out a damaged row, and reports it. */
export const skipDamaged = (
  { read }: Pick<JobStore, 'read'>,
  onDamaged: OnDamaged,
): Pick<JobStore, 'read'> => ({
  read: async (key) => {
    try {
      return await read(key);
    } catch (error) {
      if (!(error instanceof DamagedItemError)) throw error;
      onDamaged(`${error.message} (${key.jobId})`, { ...key });
      return undefined;
    }
  },
});
