import { createWorld, type World } from './create-world.ts';
import type { ListOrder } from './simulated-glacier.ts';
import type { SimulatedJob } from './simulated-job.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOTICE_MS = 1000;
/** No completion takes longer to find: a job's output would be gone. */
const LONGEST_MS = 50 * HOUR_MS;

/** What is played. */
export interface Play {
  readonly jobs: readonly SimulatedJob[];
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

interface Happening {
  readonly at: number;
  readonly happen: (world: World) => Promise<unknown>;
}

/**
 * Lets the product's own poller, plan and decisions follow jobs, tick by tick.
 *
 * Every job is registered when it starts, and its output is collected within the hour in which its
 * success was recorded, so that every call counted was made to find a completion.
 */
export const playProduct = async (play: Play): Promise<PlayResult> => {
  const { jobs, order = 'oldest-first', isLost = () => false } = play;
  const world = createWorld(jobs, order);
  const agenda = jobs.flatMap(toHappenings).sort((a, b) => a.at - b.at);
  const uncollected = new Set(jobs);
  let writes = 0;
  const start = agenda[0]?.at ?? 0;
  const end = (agenda.at(-1)?.at ?? 0) + LONGEST_MS;
  const live = createLife(agenda, world);
  for (let tick = toMinute(start); tick < end && uncollected.size > 0; tick += MINUTE_MS) {
    await live(tick);
    if (tick % HOUR_MS === 0) await collectAll(uncollected, world);
    if (isLost(tick)) continue;
    const before = world.store.writes();
    await world.poller.tick(new Date(tick).toISOString(), () => false);
    writes += world.store.writes() - before;
  }
  return {
    describeCalls: world.glacier.calls.describe,
    listCalls: world.glacier.calls.list,
    readUnits: world.index.readUnits(),
    ...readFinds(jobs, world, writes),
  };
};

const toMinute = (ms: number): number => ms - (ms % MINUTE_MS);

/** Lets happen what is due until a tick. */
const createLife = (agenda: readonly Happening[], world: World) => {
  let next = 0;
  return async (tick: number): Promise<void> => {
    for (let due = agenda[next]; due !== undefined && due.at <= tick; due = agenda[next]) {
      world.setNow(due.at);
      await due.happen(world);
      next += 1;
    }
    world.setNow(tick);
  };
};

const toHappenings = (job: SimulatedJob): Happening[] => [
  { at: job.createdAt, happen: (world) => world.record(job, 'registration') },
  ...(job.isNoticeLost
    ? []
    : [{ at: job.completedAt + NOTICE_MS, happen: (world: World) => world.record(job, 'notice') }]),
];

const recordOf = ({ vaultArn, jobId }: SimulatedJob, { store }: World) =>
  store.jobs.get(`${vaultArn} ${jobId}`);

const collectAll = async (jobs: Set<SimulatedJob>, world: World): Promise<void> => {
  for (const job of jobs) {
    if (recordOf(job, world)?.status !== 'Succeeded') continue;
    await world.collect(job);
    jobs.delete(job);
  }
};

const readFinds = (jobs: readonly SimulatedJob[], world: World, writes: number) => {
  const lost = jobs.filter(({ isNoticeLost }) => isNoticeLost);
  const delays = lost.flatMap((job) => {
    const { at } = recordOf(job, world)?.transitions.find(isSuccess) ?? {};
    return at === undefined ? [] : [(Date.parse(at) - job.completedAt) / MINUTE_MS];
  });
  const idleWrites = writes - world.countOf('TransitionFound');
  return { delays, missed: lost.length - delays.length, idleWrites };
};

const isSuccess = ({ status }: { readonly status: string }): boolean => status === 'Succeeded';
