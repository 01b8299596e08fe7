import { DEFAULT_LIFE_POLICY } from '../../../lambdas/core/function/settings.ts';
import { createRecorder } from '../../../lambdas/core/job/record.ts';
import { createCounts } from '../../../simulation/engine/counts.ts';
import { createInstantCall } from '../../../simulation/engine/network.ts';
import { bootPoller } from '../../../simulation/functions/recording.ts';
import {
  createGlacier,
  type ListOrder,
  type SimulatedGlacier,
} from '../../../simulation/ports/glacier.ts';
import { createJobsIndex } from '../../../simulation/ports/jobs-index.ts';
import { createJobsTable, type JobsTable, jobName } from '../../../simulation/ports/jobs-table.ts';
import { meterIndex } from '../../../simulation/ports/metered-index.ts';
import { createWorld, START_MS, type World } from '../../../simulation/world.ts';
import type { DrawnJob } from '../models/draw-jobs.ts';
import { startPoller } from './start-poller.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOTICE_MS = 1000;
const KEPT_MS = 24 * HOUR_MS;
/** No completion takes longer to find: a job's output would be gone. */
const LONGEST_MS = 50 * HOUR_MS;

/** What is played. */
export interface Play {
  readonly jobs: readonly DrawnJob[];
  readonly order?: ListOrder;
  /** Whether a tick of the schedule does not come. */
  readonly isLost?: (tick: number) => boolean;
}

/** What a play has shown. */
export interface PlayResult {
  readonly describeCalls: number;
  readonly listCalls: number;
  /** Minutes from completion to its record, of the jobs whose notice was lost. */
  readonly delays: readonly number[];
  /** Jobs that were never found. */
  readonly missed: number;
  /** Writes of the poller that recorded nothing new. */
  readonly idleWrites: number;
  readonly readUnits: number;
}

/**
 * Lets the real poller follow jobs, tick by tick; its requests take no time, and the index does not lag.
 *
 * Every job is registered when it starts, and its output is collected within the hour in which its
 * success was recorded, so that every call counted was made to find a completion.
 */
export const playProduct = async (play: Play): Promise<PlayResult> => {
  const { jobs, order = 'oldest-first', isLost = () => false } = play;
  const requests = createCounts();
  let readUnits = 0;
  const world: World = {
    ...createWorld({ seed: 1, faultRate: 0 }),
    callsOf: () => createInstantCall(requests.count),
  };
  const { time } = world;
  const glacier = createGlacier(
    jobs.map(({ vaultArn }) => vaultArn),
    { order, keptMs: KEPT_MS },
  );
  const index = createJobsIndex();
  const table = createJobsTable((_, after) => index.follow(jobName(after), after));
  const metered = meterIndex(index, (units) => {
    readUnits += units;
  });
  const { poller, metrics } = startPoller(world, (basics) =>
    bootPoller({ ...basics, index: metered, jobs: table, glacier }),
  );
  startLives(jobs, { world, glacier, table });
  const uncollected = new Set(jobs);
  const start = jobs.reduce((first, { createdAt }) => Math.min(first, createdAt), Infinity);
  const end = jobs.reduce((last, { completedAt }) => Math.max(last, completedAt), 0) + LONGEST_MS;
  const firstTick = start - (start % MINUTE_MS);
  for (let tick = firstTick; tick < end && uncollected.size > 0; tick += MINUTE_MS) {
    await time.runUntil(tick);
    if (tick % HOUR_MS === 0) await collectAll(uncollected, table, time.nowMs());
    if (!isLost(tick)) void poller.invoke({ tick: new Date(tick).toISOString() });
  }
  return {
    describeCalls: requests.of('glacier describe'),
    listCalls: requests.of('glacier list'),
    idleWrites: requests.of('jobs write') - metrics.of('TransitionFound'),
    readUnits,
    ...readFinds(jobs, table),
  };
};

interface Surroundings {
  readonly world: World;
  readonly glacier: SimulatedGlacier;
  readonly table: JobsTable;
}

/** Has each job registered when it starts, and its notice recorded unless that is lost. */
const startLives = (jobs: readonly DrawnJob[], { world, glacier, table }: Surroundings): void => {
  const { time } = world;
  const record = createRecorder(table, DEFAULT_LIFE_POLICY);
  const see = async (job: DrawnJob, source: 'registration' | 'notice') => {
    const now = new Date(time.nowMs()).toISOString();
    const answer = glacier.describe(job, time.nowMs(), now);
    if (answer.kind === 'seen') await record({ ...answer.evidence, source }, now);
  };
  for (const job of jobs) {
    glacier.start(job);
    time.after(job.createdAt - START_MS, () => void see(job, 'registration'));
    if (job.isNoticeLost) continue;
    time.after(job.completedAt + NOTICE_MS - START_MS, () => void see(job, 'notice'));
  }
};

const collectAll = async (jobs: Set<DrawnJob>, table: JobsTable, now: number): Promise<void> => {
  const record = createRecorder(table, DEFAULT_LIFE_POLICY);
  const at = new Date(now).toISOString();
  for (const job of jobs) {
    if (table.rows.get(jobName(job))?.status !== 'Succeeded') continue;
    const key = { vaultArn: job.vaultArn, jobId: job.jobId };
    await record({ kind: 'collected', key, source: 'collection', observedAt: at }, at);
    jobs.delete(job);
  }
};

const readFinds = (jobs: readonly DrawnJob[], { rows }: JobsTable) => {
  const lost = jobs.filter(({ isNoticeLost }) => isNoticeLost);
  const delays = lost.flatMap((job) => {
    const { at } = rows.get(jobName(job))?.transitions.find(isSuccess) ?? {};
    return at === undefined ? [] : [(Date.parse(at) - job.completedAt) / MINUTE_MS];
  });
  return { delays, missed: lost.length - delays.length };
};

const isSuccess = ({ status }: { readonly status: string }): boolean => status === 'Succeeded';
