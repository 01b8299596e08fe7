import { describe, expect, it } from 'vitest';
import { buildJobEvent } from '../../../lambdas/core/event/event.ts';
import type { GroupOrigin } from '../../../lambdas/core/event/origin.ts';
import type { JobKey } from '../../../lambdas/core/evidence/evidence.ts';
import type { GroupEntry } from '../../../lambdas/core/group/entry.ts';
import { buildGroupEvent } from '../../../lambdas/core/group/event.ts';
import type { Job } from '../../../lambdas/core/job/job.ts';
import { createEventFollower, recordedEvents } from '../../../operations/events/recent.ts';
import { live, pending, seen } from '../../support/evidence.ts';
import { anEntry, entriesOf } from '../../support/group-entries.ts';

const STARTED = '2026-03-14T03:40:20.000Z';
const ENDED = '2026-03-14T07:32:43.000Z';
const BEGUN = live([pending('registration', STARTED)])!;
const DONE = live([pending('registration', STARTED), seen('notice', ENDED)])!;

/** Jobs in the order of the index. */
const aWorld = (...jobs: Job[]) => {
  const world = { jobs, now: STARTED, reads: 0, pages: 0, entries: [] as GroupEntry[] };
  const ofStatus = (statusKey: string) => world.jobs.filter((job) => job.statusKey === statusKey);
  const deps = {
    recent: {
      pages: async function* (statusKey: string, size: number) {
        const found = await Promise.resolve(ofStatus(statusKey));
        for (let start = 0; start < found.length; start += size) {
          world.pages += 1;
          yield found.slice(start, start + size);
        }
      },
    },
    jobs: {
      read: ({ jobId }: JobKey) => {
        world.reads += 1;
        return Promise.resolve(world.jobs.find((job) => job.jobId === jobId));
      },
    },
    groups: {
      newest: () => Promise.resolve(world.entries.length === 0 ? [] : [world.entries.at(-1)!]),
    },
    entries: {
      get: (origin: GroupOrigin) => {
        world.reads += 1;
        return entriesOf(...world.entries).get(origin);
      },
    },
  };
  return Object.assign(world, { deps });
};

const followFrom = (world: ReturnType<typeof aWorld>, now: string) => {
  world.now = now;
  return createEventFollower(world.deps, () => world.now);
};

it('gives what comes after the first look, once, and reads nothing that has not changed', async () => {
  const world = aWorld(BEGUN);
  const follow = followFrom(world, '2026-03-14T04:00:00.000Z');
  expect(await follow()).toStrictEqual([]);
  expect(await follow()).toStrictEqual([]);
  expect(world.reads).toBe(0);
  world.jobs = [DONE];
  expect(await follow()).toStrictEqual([buildJobEvent(DONE, 2)]);
  expect(await follow()).toStrictEqual([]);
  expect(world.reads).toBe(1);
});

it('gives the same again after a fault', async () => {
  const world = aWorld(BEGUN);
  const follow = followFrom(world, '2026-03-14T04:00:00.000Z');
  await follow();
  world.jobs = [DONE];
  const { read } = world.deps.jobs;
  world.deps.jobs.read = () => Promise.reject(new Error('offline'));
  await expect(follow()).rejects.toThrow('offline');
  world.deps.jobs.read = read;
  expect(await follow()).toStrictEqual([buildJobEvent(DONE, 2)]);
});

it('leaves out the past of a job that was not among the newest before', async () => {
  const world = aWorld();
  const follow = followFrom(world, '2026-03-14T04:00:00.000Z');
  await follow();
  world.jobs = [DONE];
  expect(await follow()).toStrictEqual([buildJobEvent(DONE, 2)]);
});

describe('a batch that completes at once', () => {
  const batch = (job: Job, count: number, first = 0) =>
    Array.from({ length: count }, (_, index) => ({ ...job, jobId: `job-${first + index}` }));
  const idsOf = (events: readonly { readonly id: string }[]) => new Set(events.map(({ id }) => id));

  it.each([
    ['at once', ENDED],
    ['a day late', '2026-03-15T08:00:00.000Z'],
  ])('and is recorded %s is given whole, each event once', async (_, recordedAt) => {
    const world = aWorld(...batch(BEGUN, 300));
    const follow = followFrom(world, '2026-03-14T04:00:00.000Z');
    await follow();
    world.jobs = batch(DONE, 300);
    world.now = recordedAt;
    const events = await follow();
    expect([events.length, idsOf(events).size]).toStrictEqual([300, 300]);
    expect(await follow()).toStrictEqual([]);
  });

  it('is given whole where the last are recorded behind pages that are known', async () => {
    const world = aWorld();
    const follow = followFrom(world, '2026-03-14T04:00:00.000Z');
    await follow();
    world.jobs = batch(DONE, 250);
    world.now = ENDED;
    expect(await follow()).toHaveLength(250);
    world.jobs = batch(DONE, 300);
    expect(await follow()).toHaveLength(50);
  });

  it('costs one page a status once it is over, however many jobs there are', async () => {
    const world = aWorld(...batch(DONE, 1000));
    const follow = followFrom(world, '2026-03-15T04:00:00.000Z');
    await follow();
    await follow();
    expect([world.pages, world.reads]).toStrictEqual([2, 0]);
  });
});

it('gives a transition once that the index does not have yet', async () => {
  const world = aWorld({ ...DONE, sequence: 1 });
  const follow = followFrom(world, STARTED);
  await follow();
  world.jobs = [DONE];
  expect(await follow()).toStrictEqual([buildJobEvent(DONE, 2)]);
  expect(await follow()).toStrictEqual([]);
});

it('gives the latest event of recorded jobs', async () => {
  expect(await recordedEvents(aWorld(DONE).deps, 5)).toStrictEqual([buildJobEvent(DONE, 2)]);
  expect(await recordedEvents(aWorld().deps, 5)).toStrictEqual([]);
});

const OVERDUE = anEntry({ change: 'overdue', at: '2026-03-15T09:00:00.000Z' });
const COMPLETED = anEntry({ sequence: 2 });
const AFTER_OVERDUE = '2026-03-16T00:00:00.000Z';

it('gives each change of a group once, and skips a change that has no event', async () => {
  const world = aWorld();
  world.entries = [OVERDUE];
  const follow = followFrom(world, AFTER_OVERDUE);
  expect(await follow()).toStrictEqual([]);
  const reopened = anEntry({ change: 'reopened', sequence: 3 });
  world.entries = [OVERDUE, COMPLETED, reopened, anEntry({ sequence: 4 })];
  expect(await follow()).toStrictEqual([
    buildGroupEvent(COMPLETED),
    buildGroupEvent(anEntry({ sequence: 4 })),
  ]);
  expect(await follow()).toStrictEqual([]);
  expect(world.reads).toBe(3);
});

it('gives the last change of a group that was not among the newest, if it is new', async () => {
  const world = aWorld();
  const follow = followFrom(world, AFTER_OVERDUE);
  await follow();
  world.entries = [OVERDUE];
  expect(await follow()).toStrictEqual([]);
  world.entries = [OVERDUE, COMPLETED];
  expect(await follow()).toStrictEqual([buildGroupEvent(COMPLETED)]);
});

it('gives the latest event of recorded groups', async () => {
  const world = aWorld();
  world.entries = [OVERDUE, COMPLETED];
  expect(await recordedEvents(world.deps, 5)).toStrictEqual([buildGroupEvent(COMPLETED)]);
});
