import { answerJson } from '../api/answer.ts';
import type { Operation } from '../api/api-call.ts';
import { invalidParameter } from '../api/refusals.ts';
import { findVault } from '../vaults/find-vault.ts';
import type { Vault } from '../vaults/vault.ts';
import { findJob, isVisible } from './find-job.ts';
import { isCompleted, type Job, statusCodeAt } from './job.ts';
import { describeJob } from './job-description.ts';
import { readPageLimit } from './requests/page-limit.ts';

const MOST_JOBS = 50;

/** Describes one job. */
export const readJob: Operation = (state, call) =>
  answerJson(describeJob(findJob(state, call), state.clock.now()));

/**
 * Lists a vault's jobs in the order of their initiation, in pages.
 *
 * The marker is the last job of the page before, as in the example of Glacier's guide.
 * {@link https://docs.aws.amazon.com/amazonglacier/latest/dev/api-jobs-get.html}
 */
export const listJobs: Operation = (state, { vaultName, query }) => {
  const now = state.clock.now();
  const vault = findVault(state, vaultName);
  const limit = readPageLimit(query, MOST_JOBS);
  const isWanted = readFilter(query, now);
  const matching = jobsAfter(vault, query.get('marker')).filter(
    (job) => isVisible(state, job) && isWanted(job),
  );
  const page = matching.slice(0, limit);
  return answerJson({
    JobList: page.map((job) => describeJob(job, now)),
    Marker: page.length < matching.length ? (page.at(-1)?.jobId ?? null) : null,
  });
};

const readFilter = (query: URLSearchParams, now: number): ((job: Job) => boolean) => {
  const statusCode = query.get('statuscode');
  if (statusCode !== null && !/^(InProgress|Succeeded|Failed)$/.test(statusCode)) {
    throw invalidParameter(`The job status code is not valid: ${statusCode}`);
  }
  const completed = query.get('completed');
  if (completed !== null && completed !== 'true' && completed !== 'false') {
    throw invalidParameter(`Invalid completed parameter: ${completed}`);
  }
  return (job) =>
    (statusCode === null || statusCodeAt(job, now) === statusCode) &&
    (completed === null || String(isCompleted(job, now)) === completed);
};

/** Goes on after a marker's job even when the job has been forgotten between two pages. */
const jobsAfter = ({ jobs }: Vault, marker: string | null): readonly Job[] => {
  const all = [...jobs.values()];
  if (!marker) return all;
  if (!jobs.has(marker)) throw invalidParameter(`Invalid marker: ${marker}`);
  return all.slice(all.findIndex(({ jobId }) => jobId === marker) + 1);
};
