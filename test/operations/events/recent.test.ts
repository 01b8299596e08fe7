import { expect, it } from 'vitest';
import { buildJobEvent } from '../../../lambdas/core/event/event.ts';
import type { GroupOrigin } from '../../../lambdas/core/event/origin.ts';
import type { GroupEntry } from '../../../lambdas/core/group/entry.ts';
import { buildGroupEvent } from '../../../lambdas/core/group/event.ts';
import type { Job } from '../../../lambdas/core/job/job.ts';
import {
  createEventFollower,
  type RecentJob,
  recordedEvents,
} from '../../../operations/events/recent.ts';
import { KEY, live, pending, seen } from '../../support/evidence.ts';
import { anEntry, entriesOf } from '../../support/group-entries.ts';

const STARTED = '2026-03-14T03:40:20.000Z';
const ENDED = '2026-03-14T07:32:43.000Z';
const BEGUN = live([pending('registration', STARTED)])!;
const DONE = live([pending('registration', STARTED), seen('notice', ENDED)])!;

const aWorld = (job?: Job) => {
  const world = { job, reads: 0, entries: [] as GroupEntry[] };
  const deps = {
    recent: {
      newest: (statusKey: string): Promise<RecentJob[]> =>
        Promise.resolve(
          world.job?.statusKey === statusKey ? [{ ...KEY, sequence: world.job.sequence }] : [],
        ),
    },
    jobs: {
      read: () => {
        world.reads += 1;
        return Promise.resolve(world.job);
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

it('gives what comes after the first look, once, and reads nothing that has not changed', async () => {
  const world = aWorld(BEGUN);
  const follow = createEventFollower(world.deps, '2026-03-14T04:00:00.000Z');
  expect(await follow()).toStrictEqual([]);
  expect(await follow()).toStrictEqual([]);
  expect(world.reads).toBe(0);
  world.job = DONE;
  expect(await follow()).toStrictEqual([buildJobEvent(DONE, 2)]);
  expect(await follow()).toStrictEqual([]);
  expect(world.reads).toBe(1);
});

it('gives the same again after a fault', async () => {
  const world = aWorld(BEGUN);
  const follow = createEventFollower(world.deps, '2026-03-14T04:00:00.000Z');
  await follow();
  world.job = DONE;
  const { read } = world.deps.jobs;
  world.deps.jobs.read = () => Promise.reject(new Error('offline'));
  await expect(follow()).rejects.toThrow('offline');
  world.deps.jobs.read = read;
  expect(await follow()).toStrictEqual([buildJobEvent(DONE, 2)]);
});

it('leaves out the past of a job that was not among the newest before', async () => {
  const world = aWorld();
  const follow = createEventFollower(world.deps, '2026-03-14T04:00:00.000Z');
  await follow();
  world.job = DONE;
  expect(await follow()).toStrictEqual([buildJobEvent(DONE, 2)]);
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
  const follow = createEventFollower(world.deps, AFTER_OVERDUE);
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
  const follow = createEventFollower(world.deps, AFTER_OVERDUE);
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
