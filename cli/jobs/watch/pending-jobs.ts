import type { KnownJob, KnownJobs } from '../../../lambdas/core/polling/ports.ts';
import { type ListedJob, type ReadJobList, readJobList } from '../../../operations/jobs/list.ts';
import { isPending } from './job-outcome.ts';
import type { WatchRound } from './watch-round.ts';

/** The maximum number of pending jobs in a round: each is read every few seconds. */
export const MAX_WATCHED = 1000;

/** Reads the pending jobs, up to the maximum. */
export const readPending = async (
  readList: ReadJobList,
  vaultArn: string | undefined,
): Promise<{ readonly jobs: readonly ListedJob[]; readonly isCut: boolean }> => {
  const jobs: ListedJob[] = [];
  for await (const page of readJobList(readList, { statuses: ['InProgress'], vaultArn })) {
    jobs.push(...page);
    if (jobs.length > MAX_WATCHED) return { jobs: jobs.slice(0, MAX_WATCHED), isCut: true };
  }
  return { jobs, isCut: false };
};

/**
 * Returns the changes between two lists of pending jobs.
 *
 * The list is eventually consistent and may be truncated: a job missing from it is read by its key,
 * and kept if it is still pending.
 */
export const compareJobs = async (
  before: readonly ListedJob[],
  listed: readonly ListedJob[],
  known: KnownJobs,
): Promise<Pick<WatchRound, 'pending' | 'appeared' | 'ended'>> => {
  const [was, is] = [before, listed].map((jobs) => new Set(jobs.map(nameOf)));
  const gone = before.filter((job) => !is?.has(nameOf(job)));
  const read = await known.find(gone);
  const ended = read.filter((job) => !isPending(job));
  const pendingStill = new Set(read.filter(isPending).map(nameOf));
  return {
    pending: [...listed, ...gone.filter((job) => pendingStill.has(nameOf(job)))],
    appeared: listed.filter((job) => !was?.has(nameOf(job))),
    ended,
  };
};

const nameOf = ({ vaultArn, jobId }: KnownJob | ListedJob): string => `${vaultArn} ${jobId}`;
