import type { JobKey } from '../../lambdas/core/evidence.ts';
import type { KnownJob, KnownJobs } from '../../lambdas/core/poll-ports.ts';

/** What DynamoDB reads in one request. */
const BATCH = 100;

/** Reads the statuses of any number of jobs, a read unit each. */
export const readStatuses = async (
  known: KnownJobs,
  keys: readonly JobKey[],
): Promise<readonly KnownJob[]> => {
  const found: KnownJob[] = [];
  for (let start = 0; start < keys.length; start += BATCH) {
    found.push(...(await known.find(keys.slice(start, start + BATCH))));
  }
  return found;
};
