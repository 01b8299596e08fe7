import { describe, expect, it } from 'vitest';
import type { JobListing, ListAnswer } from '../../../lambdas/core/glacier/ports.ts';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import type { IndexedJob } from '../../../lambdas/core/polling/ports.ts';
import { createPollerWorld, inTime, STANDARD, said, waiting } from '../../support/polling.ts';

const TICK = '2026-03-14T07:43:00.000Z';
/** Due at the ages 228, 238, 248 and 873. */
const DUE = [230, 239, 249, 875];

const idsOf = (jobs: readonly { readonly jobId: string }[]) => jobs.map(({ jobId }) => jobId);

const dueJobs = (count: number, vault = 'photos'): IndexedJob[] =>
  Array.from({ length: count }, (_, i) =>
    waiting(`${vault}${String(i).padStart(3, '0')}`, plusMinutes(TICK, -(DUE[i % 4] ?? 0)), vault),
  );

/** Lists completed jobs in the order that they are given in; a marker is the last job of the page before. */
const listing =
  (completed: readonly IndexedJob[], page = 50) =>
  ({ marker }: JobListing): ListAnswer => {
    const from = marker === undefined ? 0 : completed.findIndex((job) => job.jobId === marker) + 1;
    const rows = completed.slice(from, from + page);
    const jobs = rows.map((job) => said(job, 'Succeeded', TICK, 'list-jobs'));
    const next = from + page < completed.length ? rows.at(-1)?.jobId : undefined;
    return { kind: 'page', jobs, refused: [], next };
  };

const setUp = (jobs: readonly IndexedJob[], completed: readonly IndexedJob[]) =>
  createPollerWorld({
    now: TICK,
    jobs: { [STANDARD]: jobs },
    list: listing(completed),
    vaults: '*',
  });

describe('jobs that share a vault', () => {
  it('are polled one by one as long as they are no more than a page', async () => {
    const jobs = dueJobs(50);
    const { poller, polled, lists } = setUp(jobs, []);
    await poller.tick(TICK, inTime);
    expect(polled.sort()).toStrictEqual(idsOf(jobs));
    expect(lists).toStrictEqual([]);
  });

  it('are polled by the list of completed jobs when they are more, whatever their ages', async () => {
    const jobs = dueJobs(51);
    const { poller, polled, lists, recorded } = setUp(jobs, jobs.slice(0, 20));
    await poller.tick(TICK, inTime);
    expect(polled).toStrictEqual([]);
    expect(lists).toMatchObject([{ isCompleted: true }]);
    expect(recorded.map(({ key, source }) => [key.jobId, source])).toStrictEqual(
      idsOf(jobs.slice(0, 20)).map((id) => [id, 'list-jobs']),
    );
  });

  it('cost nothing for others on the page, which were recorded before or are not due', async () => {
    const jobs = dueJobs(60);
    const others = [waiting('recorded', plusMinutes(TICK, -1000)), waiting('young', TICK)];
    const { poller, recorded, polled } = setUp(jobs, others);
    await poller.tick(TICK, inTime);
    expect([recorded, polled]).toStrictEqual([[], []]);
  });

  it('need no further page once all are found', async () => {
    const jobs = dueJobs(60);
    const { poller, lists } = setUp(jobs, [...jobs, ...dueJobs(300, 'old')]);
    await poller.tick(TICK, inTime);
    expect(lists).toHaveLength(2);
  });

  it('keep no other vault from its own polls', async () => {
    const lone = waiting('lone', plusMinutes(TICK, -240), 'lonely');
    const { poller, polled, lists } = setUp([...dueJobs(60), lone], []);
    await poller.tick(TICK, inTime);
    expect(polled).toStrictEqual(['lone']);
    expect(lists).toHaveLength(1);
  });

  it('are polled by DescribeJob from the age of a day on, when Glacier may have forgotten them', async () => {
    const aged = Array.from({ length: 60 }, (_, i) => waiting(`j${i}`, plusMinutes(TICK, -1475)));
    const { poller, polled, lists } = setUp(aged, []);
    await poller.tick(TICK, inTime);
    expect(polled).toHaveLength(60);
    expect(lists).toStrictEqual([]);
  });
});

describe('a lost notice in a busy vault', () => {
  // Companions of all ages, every few minutes, whose notices come: none of them may delay the lost job.
  it.each([1, 2, 3, 5, 7])(
    'is found one step late at most, a companion every %i min',
    async (every) => {
      const start = TICK;
      const clock = { minute: 0, found: Number.NaN };
      const at = (minute: number) => plusMinutes(start, minute);
      const jobs = () => {
        const others: IndexedJob[] = [];
        for (let since = -9; since <= clock.minute; since += every) {
          if (clock.minute - since < 4.5) others.push(waiting(`other${since}`, at(since)));
        }
        return [...others, waiting('lost', start)];
      };
      const world = createPollerWorld({
        get now() {
          return at(clock.minute);
        },
        get jobs() {
          return { 'InProgress#Expedited': jobs() };
        },
        describe: (key, _call) => ({
          kind: 'seen',
          evidence: said(
            key,
            key.jobId === 'lost' && clock.minute > 4 ? 'Succeeded' : 'InProgress',
            at(clock.minute),
          ),
        }),
        record: (evidence) => {
          if (evidence.key.jobId === 'lost') clock.found = clock.minute;
          return Promise.resolve({ kind: 'unchanged', isConflict: false });
        },
      });
      for (; Number.isNaN(clock.found) && clock.minute < 400; clock.minute += 1) {
        await world.poller.tick(at(clock.minute), inTime);
      }
      expect(clock.found).toBe(5);
    },
  );
});

it('polls in a later run what is more than is held in memory at once', async () => {
  const jobs = Array.from({ length: 40_060 }, (_, i) =>
    waiting(`j${i}`, plusMinutes(TICK, -240), i < 40_000 ? 'big' : 'small'),
  );
  const world = createPollerWorld({
    now: TICK,
    jobs: { [STANDARD]: jobs },
    vaults: '*',
    pageSize: 20_000,
  });
  const listed = () => world.lists.splice(0).map(({ vaultArn }) => vaultArn.split('/').at(-1));
  await world.poller.tick(TICK, inTime);
  expect(listed()).toStrictEqual(['big']);
  expect(world.requeued).toHaveLength(1);
  for (const { remainder } of world.requeued) await world.poller.resume(remainder, inTime);
  expect(listed()).toStrictEqual(['small']);
});
