import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import type { DescribeAnswer, JobListing, ListAnswer } from '../../lambdas/core/glacier/ports.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import type { PendingTier } from '../../lambdas/core/job/status.ts';
import { positionOf } from './position.ts';
import { readSeen } from './read-seen.ts';

const PAGE_JOBS = 50;
const HOUR_MS = 3_600_000;

/** How long Glacier knows a job after its completion. */
export const KEPT_MS = 25 * HOUR_MS;

/** A job as it truly is; times are milliseconds since the epoch. */
export interface TrueJob extends JobKey {
  readonly tier: PendingTier;
  readonly createdAt: number;
  readonly completedAt: number;
  readonly outcome: 'Succeeded' | 'Failed';
}

/** What Glacier answers as of an instant. */
export interface GlacierAnswers {
  readonly vaultNames: readonly string[];
  readonly describe: (key: JobKey, now: number, observedAt: Instant) => DescribeAnswer;
  readonly list: (listing: JobListing, now: number, observedAt: Instant) => ListAnswer;
}

/** Glacier in memory. */
export interface SimulatedGlacier extends GlacierAnswers {
  readonly start: (job: TrueJob) => void;
  readonly forget: (job: TrueJob) => void;
  /** The notice of a job that has completed, as JSON. */
  readonly noticeOf: (job: TrueJob) => string;
}

/** In which direction a list is sorted by initiation: AWS does not say. */
export type ListOrder = 'oldest-first' | 'newest-first';

/** How Glacier lists jobs, and for how long it knows them after their completion. */
export interface GlacierManner {
  readonly order?: ListOrder;
  readonly keptMs?: number;
}

/** Creates a Glacier with these vaults. */
export const createGlacier = (
  vaultArns: readonly string[],
  { order = 'oldest-first', keptMs = KEPT_MS }: GlacierManner = {},
): SimulatedGlacier => {
  const byId = new Map<string, TrueJob>();
  const byVault = new Map<string, Placed[]>(vaultArns.map((arn) => [arn, []]));
  const isKnown = (job: TrueJob, now: number) =>
    job.createdAt <= now && now < job.completedAt + keptMs;
  return {
    vaultNames: vaultArns.map((arn) => arn.slice(arn.lastIndexOf('/') + 1)),
    start: (job) => {
      byId.set(job.jobId, job);
      const jobs = byVault.get(job.vaultArn) ?? [];
      jobs.splice(positionOf(jobs, placeOf(job)), 0, { job, place: placeOf(job) });
    },
    forget: (job) => {
      byId.delete(job.jobId);
      const jobs = byVault.get(job.vaultArn) ?? [];
      const place = positionOf(jobs, placeOf(job));
      if (jobs[place]?.job === job) jobs.splice(place, 1);
    },
    noticeOf: (job) => JSON.stringify(describe(job, job.completedAt)),
    describe: ({ vaultArn, jobId }, now, observedAt) => {
      const job = byId.get(jobId);
      if (!byVault.has(vaultArn)) return { kind: 'vault-not-found' };
      if (!(job && job.vaultArn === vaultArn && isKnown(job, now)))
        return { kind: 'job-not-found' };
      return { kind: 'seen', evidence: readSeen(describe(job, now), 'describe-job', observedAt) };
    },
    list: ({ vaultArn, isCompleted, marker }, now, observedAt) => {
      const jobs = byVault.get(vaultArn);
      if (!jobs) return { kind: 'vault-not-found' };
      const isWanted = (job: TrueJob) =>
        isCompleted === undefined || isCompleted === now >= job.completedAt;
      const rows = takeFirst(
        iterate(jobs, order, marker),
        PAGE_JOBS + 1,
        ({ job }) => isKnown(job, now) && isWanted(job),
      );
      const page = rows.slice(0, PAGE_JOBS);
      return {
        kind: 'page',
        jobs: page.map(({ job }) => readSeen(describe(job, now), 'list-jobs', observedAt)),
        refused: [],
        next: rows.length > PAGE_JOBS ? page.at(-1)?.place : undefined,
      };
    },
  };
};

/** Takes the first jobs that are wanted, without reading the others. */
const takeFirst = (
  jobs: Iterable<Placed>,
  count: number,
  isWanted: (placed: Placed) => boolean,
): readonly Placed[] => {
  const taken: Placed[] = [];
  for (const placed of jobs) {
    if (isWanted(placed) && taken.push(placed) === count) break;
  }
  return taken;
};

/** The jobs of a vault behind a marker, which is the place of the last job of the page before. */
function* iterate(jobs: readonly Placed[], order: ListOrder, marker?: string): Generator<Placed> {
  const isUp = order === 'oldest-first';
  const behind = isUp ? `${marker}~` : `${marker}`;
  const start = isUp ? 0 : jobs.length;
  const from = marker === undefined ? start : positionOf(jobs, behind);
  for (let place = isUp ? from : from - 1; ; place += isUp ? 1 : -1) {
    const placed = jobs[place];
    if (placed === undefined) return;
    yield placed;
  }
}

interface Placed {
  readonly job: TrueJob;
  readonly place: string;
}

const placeOf = ({ createdAt, jobId }: TrueJob): string => `${createdAt}-${jobId}`;

/** Glacier's own description of a job at an instant. */
const describe = (job: TrueJob, now: number): object => {
  const isCompleted = now >= job.completedAt;
  const isInventory = job.tier === 'Inventory';
  return {
    JobId: job.jobId,
    VaultARN: job.vaultArn,
    Action: isInventory ? 'InventoryRetrieval' : 'ArchiveRetrieval',
    Tier: isInventory ? null : job.tier,
    CreationDate: new Date(job.createdAt).toISOString(),
    Completed: isCompleted,
    CompletionDate: isCompleted ? new Date(job.completedAt).toISOString() : null,
    StatusCode: isCompleted ? job.outcome : 'InProgress',
    StatusMessage: isCompleted && job.outcome === 'Failed' ? 'The archive is damaged' : null,
  };
};
