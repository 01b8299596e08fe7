import type { JobKey, SeenEvidence } from '../../lambdas/core/evidence/evidence.ts';
import type { DescribeAnswer, JobListing, ListAnswer } from '../../lambdas/core/glacier/ports.ts';
import { addGroupTag } from '../../lambdas/core/group/tag.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import type { PendingTier } from '../../lambdas/core/job/status.ts';
import { vaultNameOf } from '../../lambdas/core/vault/vault.ts';
import { behind, positionOf } from './position.ts';
import { readSeen } from './read-seen.ts';

const HOUR_MS = 3_600_000;

/** How long Glacier knows a job after its completion. */
export const KEPT_MS = 25 * HOUR_MS;

/** A job as it truly is; times are milliseconds since the epoch. */
export interface TrueJob extends JobKey {
  readonly tier: PendingTier;
  readonly createdAt: number;
  readonly completedAt: number;
  readonly outcome: 'Succeeded' | 'Failed';
  /** Whether its output goes to a bucket, where it does not expire. */
  readonly isSelect?: boolean;
  /** The group that its description names. */
  readonly group?: string | undefined;
  /** When its vault is deleted, if it is. */
  readonly vaultDeletedAt?: number | undefined;
}

/** What Glacier answers as of an instant. */
export interface GlacierAnswers {
  readonly vaultNames: readonly string[];
  readonly describe: (key: JobKey, now: number, observedAt: Instant) => DescribeAnswer;
  readonly list: (listing: JobListing, now: number, observedAt: Instant) => ListAnswer;
}

/** Glacier in memory. */
export interface SimulatedGlacier extends GlacierAnswers {
  readonly createVault: (vaultArn: string) => void;
  readonly deleteVault: (vaultArn: string) => void;
  readonly start: (job: TrueJob) => void;
  readonly forget: (job: TrueJob) => void;
  /** The notice of a job that has completed, as JSON. */
  readonly noticeOf: (job: TrueJob) => string;
}

/** In which direction a list is sorted by initiation: AWS does not say. */
export type ListOrder = 'oldest-first' | 'newest-first';

/** How Glacier behaves where AWS does not say, and what hears of its requests. */
export interface GlacierManner {
  /** @default oldest-first */
  readonly order?: ListOrder;
  /** How long it knows jobs after their completion. @default 25 hours */
  readonly keptMs?: number;
  /** How many jobs a page of a list has. @default 50 */
  readonly pageJobs?: number | undefined;
  readonly onDescribed?: (key: JobKey) => void;
  /** Whether it claims now that it does not know a vault. */
  readonly isHidden?: (vaultArn: string) => boolean;
}

/** Creates a Glacier with these vaults. */
export const createGlacier = (
  vaultArns: readonly string[],
  {
    order = 'oldest-first',
    keptMs = KEPT_MS,
    pageJobs = 50,
    onDescribed = () => undefined,
    isHidden = () => false,
  }: GlacierManner = {},
): SimulatedGlacier => {
  const byId = new Map<string, Placed>();
  const byVault = new Map<string, Placed[]>(vaultArns.map((arn) => [arn, []]));
  const isKnown = (job: TrueJob, now: number) =>
    job.createdAt <= now && now < job.completedAt + keptMs;
  return {
    get vaultNames() {
      return [...byVault.keys()].map((vaultArn) => vaultNameOf({ vaultArn }));
    },
    createVault: (vaultArn) => void byVault.set(vaultArn, byVault.get(vaultArn) ?? []),
    deleteVault: (vaultArn) => void byVault.delete(vaultArn),
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
      const rows = takeFirst(
        iterate(jobs, order, marker),
        pageJobs + 1,
        ({ job }) => isKnown(job, now) && isWanted(job),
      );
      const page = rows.slice(0, pageJobs);
      return {
        kind: 'page',
        jobs: page.map((placed) => ({
          ...read(placed, now),
          source: 'list-jobs' as const,
          observedAt,
        })),
        refused: [],
        next: rows.length > pageJobs ? page.at(-1)?.place : undefined,
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
  const step = isUp ? 1 : -1;
  const from = firstPlace(jobs, isUp, marker);
  for (let placed = jobs[from], at = from; placed; at += step, placed = jobs[at]) yield placed;
}

const firstPlace = (jobs: readonly Placed[], isUp: boolean, marker?: string): number => {
  if (marker === undefined) return isUp ? 0 : jobs.length - 1;
  return isUp ? positionOf(jobs, behind(marker)) : positionOf(jobs, marker) - 1;
};

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
  const { job } = placed;
  const state = now < job.completedAt ? 'pending' : 'ended';
  const at = new Date(now).toISOString();
  const evidence = placed[state] ?? readSeen(describe(job, now), 'describe-job', at);
  placed[state] = evidence;
  return evidence;
};

const actionOf = ({ tier, isSelect }: TrueJob): string => {
  if (tier === 'Inventory') return 'InventoryRetrieval';
  return isSelect ? 'Select' : 'ArchiveRetrieval';
};

/** Glacier's own description of a job at an instant. */
const describe = (job: TrueJob, now: number): object => {
  const isCompleted = now >= job.completedAt;
  return {
    JobId: job.jobId,
    VaultARN: job.vaultArn,
    Action: actionOf(job),
    JobDescription: job.group === undefined ? null : addGroupTag('archives', job.group),
    Tier: job.tier === 'Inventory' ? null : job.tier,
    OutputLocation: job.isSelect ? { S3: { BucketName: 'results', Prefix: job.jobId } } : null,
    CreationDate: new Date(job.createdAt).toISOString(),
    Completed: isCompleted,
    CompletionDate: isCompleted ? new Date(job.completedAt).toISOString() : null,
    StatusCode: isCompleted ? job.outcome : 'InProgress',
    StatusMessage: isCompleted && job.outcome === 'Failed' ? 'The archive is damaged' : null,
  };
};
