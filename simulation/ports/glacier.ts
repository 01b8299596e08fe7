import type { JobKey, SeenEvidence } from '../../lambdas/core/evidence/evidence.ts';
import { readSeenJob } from '../../lambdas/core/evidence/seen-evidence.ts';
import type { DescribeAnswer, JobListing, ListAnswer } from '../../lambdas/core/glacier/ports.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import type { PendingTier } from '../../lambdas/core/job/status.ts';
import { behind, positionOf } from './position.ts';

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

/** Glacier in memory. */
export interface SimulatedGlacier {
  readonly vaultNames: readonly string[];
  readonly start: (job: TrueJob) => void;
  readonly forget: (job: TrueJob) => void;
  readonly describe: (key: JobKey, now: number, observedAt: Instant) => DescribeAnswer;
  readonly list: (listing: JobListing, now: number, observedAt: Instant) => ListAnswer;
  /** The notice of a job that has completed, as JSON. */
  readonly noticeOf: (job: TrueJob) => string;
}

/** What Glacier hears of its requests, and which vaults it hides at times. */
export interface GlacierHooks {
  readonly onDescribed: (key: JobKey) => void;
  readonly isHidden: (vaultArn: string) => boolean;
}

/** Creates a Glacier with these vaults. */
export const createGlacier = (
  vaultArns: readonly string[],
  { onDescribed, isHidden }: GlacierHooks,
): SimulatedGlacier => {
  const byId = new Map<string, Placed>();
  const byVault = new Map<string, Placed[]>(vaultArns.map((arn) => [arn, []]));
  const isKnown = (job: TrueJob, now: number) =>
    job.createdAt <= now && now < job.completedAt + KEPT_MS;
  return {
    vaultNames: vaultArns.map((arn) => arn.slice(arn.lastIndexOf('/') + 1)),
    start: (job) => {
      const placed = { job, place: placeOf(job) };
      byId.set(job.jobId, placed);
      const jobs = byVault.get(job.vaultArn) ?? [];
      jobs.splice(positionOf(jobs, placed.place), 0, placed);
    },
    forget: (job) => {
      byId.delete(job.jobId);
      const jobs = byVault.get(job.vaultArn) ?? [];
      const place = positionOf(jobs, placeOf(job));
      if (jobs[place]?.job === job) jobs.splice(place, 1);
    },
    noticeOf: (job) => JSON.stringify(describe(job, job.completedAt)),
    describe: ({ vaultArn, jobId }, now, observedAt) => {
      onDescribed({ vaultArn, jobId });
      if (!byVault.has(vaultArn) || isHidden(vaultArn)) return { kind: 'vault-not-found' };
      const placed = byId.get(jobId);
      const isFound = placed?.job.vaultArn === vaultArn && isKnown(placed.job, now);
      if (!isFound) return { kind: 'job-not-found' };
      return { kind: 'seen', evidence: { ...read(placed, now), observedAt } };
    },
    list: ({ vaultArn, isCompleted, marker }, now, observedAt) => {
      const jobs = byVault.get(vaultArn);
      if (!jobs || isHidden(vaultArn)) return { kind: 'vault-not-found' };
      const isWanted = (job: TrueJob) =>
        isCompleted === undefined || isCompleted === now >= job.completedAt;
      const first = marker === undefined ? 0 : positionOf(jobs, behind(marker));
      const rows = takeFirst(
        jobs,
        { first, count: PAGE_JOBS + 1 },
        ({ job }) => isKnown(job, now) && isWanted(job),
      );
      const page = rows.slice(0, PAGE_JOBS);
      return {
        kind: 'page',
        jobs: page.map((placed) => ({
          ...read(placed, now),
          source: 'list-jobs' as const,
          observedAt,
        })),
        refused: [],
        next: rows.length > PAGE_JOBS ? page.at(-1)?.place : undefined,
      };
    },
  };
};

/** Takes the first jobs behind a position that are wanted, without reading the others. */
const takeFirst = (
  jobs: readonly Placed[],
  { first, count }: { readonly first: number; readonly count: number },
  isWanted: (placed: Placed) => boolean,
): readonly Placed[] => {
  const taken: Placed[] = [];
  for (const placed of iterateFrom(jobs, first)) {
    if (taken.length === count) break;
    if (isWanted(placed)) taken.push(placed);
  }
  return taken;
};

function* iterateFrom<Item>(items: readonly Item[], first: number): Generator<Item> {
  for (let place = first; place < items.length; place += 1) {
    const item = items[place];
    if (item !== undefined) yield item;
  }
}

/** A job in its vault's list, with what was read of Glacier's descriptions of it. */
interface Placed {
  readonly job: TrueJob;
  readonly place: string;
  pending?: SeenEvidence;
  ended?: SeenEvidence;
}

const placeOf = ({ createdAt, jobId }: TrueJob): string => `${createdAt}-${jobId}`;

/** Reads what Glacier says of a job at an instant, as its adapter does; each description is read once. */
const read = (placed: Placed, now: number): SeenEvidence => {
  const state = now < placed.job.completedAt ? 'pending' : 'ended';
  const evidence = placed[state] ?? parse(placed.job, now);
  placed[state] = evidence;
  return evidence;
};

const parse = (job: TrueJob, now: number): SeenEvidence => {
  const observedAt = new Date(now).toISOString();
  const reading = readSeenJob(describe(job, now), 'describe-job', observedAt);
  if (reading.kind === 'refused') throw new Error(reading.reason);
  return reading.evidence;
};

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
