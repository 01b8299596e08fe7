import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import type { IndexedJob, JobListing, ListAnswer } from '../../../lambdas/core/poll-ports.ts';
import { createPollerWorld, inTime, STANDARD, said, waiting } from '../../support/polling.ts';

const GRID_TICK = '2026-03-14T07:45:00.000Z';
const OWN_TICK = '2026-03-14T07:41:00.000Z';

const spread = (count: number): IndexedJob[] =>
  Array.from({ length: count }, (_, i) =>
    waiting(`j${String(i).padStart(3, '0')}`, plusMinutes(GRID_TICK, -230 - i / 10)),
  );

interface Listed {
  readonly pending: readonly IndexedJob[];
  readonly completed: readonly IndexedJob[];
  readonly page?: number;
}

/** Lists jobs in the order that they are given in; a marker is the last job of the page before. */
const listing =
  ({ pending, completed, page = 50 }: Listed) =>
  ({ isCompleted, marker }: JobListing): ListAnswer => {
    const all = isCompleted ? completed : pending;
    const from = marker === undefined ? 0 : all.findIndex(({ jobId }) => jobId === marker) + 1;
    const rows = all.slice(from, from + page);
    const jobs = rows.map((job) => {
      const evidence = said(job, isCompleted ? 'Succeeded' : 'InProgress', GRID_TICK, 'list-jobs');
      return { ...evidence, details: { ...evidence.details, creationDate: job.statusSince } };
    });
    const next = from + page < all.length ? rows.at(-1)?.jobId : undefined;
    return { kind: 'page', jobs, refused: [], next };
  };

const setUp = (jobs: readonly IndexedJob[], listed: Listed, now = GRID_TICK) =>
  createPollerWorld({ now, jobs: { [STANDARD]: jobs }, list: listing(listed) });

describe('jobs that share a vault', () => {
  it('wait for the next quarter of an hour, where one list serves them all', async () => {
    const jobs = [
      waiting('a', plusMinutes(OWN_TICK, -240)),
      waiting('b', plusMinutes(OWN_TICK, -210)),
    ];
    const world = setUp(jobs, { pending: [], completed: jobs });
    await world.poller.tick(OWN_TICK, inTime);
    expect([world.looks, world.lists]).toStrictEqual([[], []]);
    await world.poller.tick(GRID_TICK, inTime);
    expect(world.looks).toStrictEqual([]);
    expect(world.lists).toMatchObject([{ isCompleted: true }]);
    expect(world.recorded.map(({ key, source }) => [key.jobId, source])).toStrictEqual([
      ['a', 'list-jobs'],
      ['b', 'list-jobs'],
    ]);
  });

  it('leave a job that is alone in another vault at its own times', async () => {
    const jobs = [
      ...spread(2),
      waiting('own', plusMinutes(OWN_TICK, -240), 'other'),
      waiting('later', plusMinutes(OWN_TICK, -236), 'lonely'),
    ];
    const world = createPollerWorld({ now: OWN_TICK, jobs: { [STANDARD]: jobs }, vaults: '*' });
    await world.poller.tick(OWN_TICK, inTime);
    expect(world.looks).toStrictEqual(['own']);
    await world.poller.tick(GRID_TICK, inTime);
    expect(world.looks).toStrictEqual(['own', 'later']);
  });

  it('cost nothing for others on the page, which were recorded before', async () => {
    const jobs = spread(3);
    const others = [waiting('old', plusMinutes(GRID_TICK, -1000))];
    const { poller, recorded, looks } = setUp(jobs, { pending: jobs, completed: others });
    await poller.tick(GRID_TICK, inTime);
    expect([recorded, looks]).toStrictEqual([[], []]);
  });

  it('are looked at by themselves, without a grid, where the steps are finer', async () => {
    const jobs = ['a', 'b', 'c'].map((id) => waiting(id, plusMinutes(OWN_TICK, -2)));
    const world = createPollerWorld({
      now: OWN_TICK,
      jobs: { 'InProgress#Expedited': jobs },
      list: listing({ pending: jobs, completed: [] }),
    });
    await world.poller.tick(OWN_TICK, inTime);
    expect(world.lists).toHaveLength(1);
  });
});

describe('a long list of completed jobs', () => {
  const old = Array.from({ length: 600 }, (_, i) =>
    waiting(`old${i}`, plusMinutes(GRID_TICK, -1400 + i)),
  );
  const jobs = spread(20).reverse();
  const listed = { pending: jobs.slice(1), completed: old };

  it('is given up for the list of pending ones, and a look at who is not on it', async () => {
    const { poller, lists, looks } = setUp(jobs, listed);
    await poller.tick(GRID_TICK, inTime);
    expect(lists.map(({ isCompleted }) => isCompleted)).toStrictEqual([
      ...Array.from({ length: 5 }, () => true),
      false,
    ]);
    expect(looks).toStrictEqual([jobs[0]?.jobId]);
  });

  it('is not begun the next time', async () => {
    const { poller, lists } = setUp(jobs, listed);
    await poller.tick(GRID_TICK, inTime);
    const { length } = lists;
    await poller.tick(GRID_TICK, inTime);
    expect(lists.slice(length).map(({ isCompleted }) => isCompleted)).toStrictEqual([false]);
  });

  it('is read no further than the jobs that are due, whichever way it is sorted', async () => {
    const newestFirst = { pending: [], completed: [...old, ...jobs].reverse() };
    const { poller, lists, recorded } = setUp(jobs, newestFirst);
    await poller.tick(GRID_TICK, inTime);
    expect(lists).toHaveLength(1);
    expect(recorded).toHaveLength(20);
  });

  it('is read from where the due jobs begin, once that is known', async () => {
    const completed = [...old.slice(0, 120), ...jobs];
    const { poller, lists } = setUp(jobs, { pending: [], completed });
    await poller.tick(GRID_TICK, inTime);
    await poller.tick(GRID_TICK, inTime);
    expect(lists.map(({ marker }) => marker)).toStrictEqual([undefined, 'old49', 'old99', 'old99']);
  });
});

it('looks at lone jobs at their own ages also where too many wait to know who is alone', async () => {
  const many = Array.from({ length: 600 }, (_, i) =>
    waiting(`m${i}`, plusMinutes(OWN_TICK, -330 + i / 100), `v${i % 3}`),
  );
  const lone = waiting('own', plusMinutes(OWN_TICK, -240), 'lonely');
  const world = createPollerWorld({
    now: OWN_TICK,
    jobs: { [STANDARD]: [...many, lone] },
    vaults: '*',
  });
  await world.poller.tick(OWN_TICK, inTime);
  expect(world.looks).toStrictEqual(['own']);
  expect(world.windows.length).toBeGreaterThan(30);
});

it('misses nobody in a window that is too large to be gathered at once', async () => {
  const jobs = Array.from({ length: 28_000 }, (_, i) =>
    waiting(`j${i}`, plusMinutes(GRID_TICK, -300 + i / 280), `v${i % 28_000}`),
  );
  const world = createPollerWorld({
    now: GRID_TICK,
    jobs: { [STANDARD]: jobs },
    vaults: '*',
    pageSize: 7000,
  });
  await world.poller.tick(GRID_TICK, inTime);
  // Nobody counts as alone there: the rest of the vault may be in the other part.
  expect(new Set(world.looks).size).toBe(28_000);
});
