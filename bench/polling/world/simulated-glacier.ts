import type { SeenEvidence } from '../../../lambdas/core/evidence/evidence.ts';
import type { Glacier, GlacierLists } from '../../../lambdas/core/glacier/ports.ts';
import type { Instant } from '../../../lambdas/core/instant.ts';
import { readSeen } from '../../notices/read-seen.ts';
import { describeSimulatedJob, type SimulatedJob } from './simulated-job.ts';

const PAGE_JOBS = 50;
const KEPT_MS = 24 * 3_600_000;

/** In which direction a list is sorted by initiation: AWS does not say. */
export type ListOrder = 'oldest-first' | 'newest-first';

/** Glacier's answers in memory, counted. */
export interface SimulatedGlacier extends Glacier, GlacierLists {
  readonly calls: { describe: number; list: number };
}

/** Creates a Glacier that knows these jobs from their creation until a day after their completion. */
export const createSimulatedGlacier = (
  jobs: readonly SimulatedJob[],
  order: ListOrder,
): SimulatedGlacier => {
  const calls = { describe: 0, list: 0 };
  const byId = new Map(jobs.map((job) => [job.jobId, job]));
  const inOrder = [...jobs].sort((a, b) => a.createdAt - b.createdAt);
  if (order === 'newest-first') inOrder.reverse();
  const byVault = Map.groupBy(inOrder, ({ vaultArn }) => vaultArn);
  const isKnown = ({ createdAt, completedAt }: SimulatedJob, now: number) =>
    createdAt <= now && now < completedAt + KEPT_MS;
  return {
    calls,
    describeJob: ({ jobId }, observedAt) => {
      calls.describe += 1;
      const job = byId.get(jobId);
      if (!(job && isKnown(job, Date.parse(observedAt)))) {
        return Promise.resolve({ kind: 'job-not-found' });
      }
      return Promise.resolve({ kind: 'seen', evidence: see(job, 'describe-job', observedAt) });
    },
    listJobs: ({ vaultArn, isCompleted, marker }, observedAt) => {
      calls.list += 1;
      const now = Date.parse(observedAt);
      const all = byVault.get(vaultArn) ?? [];
      // A marker is the last job of the page before, as in the example of Glacier's guide.
      const behind = marker === undefined ? 0 : all.findIndex(({ jobId }) => jobId === marker) + 1;
      const isListed = (job: SimulatedJob) =>
        isKnown(job, now) && (isCompleted === undefined || isCompleted === now >= job.completedAt);
      const listed = all.slice(behind).filter(isListed);
      const rows = listed.slice(0, PAGE_JOBS);
      const next = rows.length < listed.length ? rows.at(-1)?.jobId : undefined;
      const seen = rows.map((job) => see(job, 'list-jobs', observedAt));
      return Promise.resolve({ kind: 'page', jobs: seen, refused: [], next });
    },
    listVaults: () => Promise.resolve({ names: [] }),
  };
};

const see = (job: SimulatedJob, source: SeenEvidence['source'], observedAt: Instant) =>
  readSeen(describeSimulatedJob(job, Date.parse(observedAt)), source, observedAt);
