import { expect, it } from 'vitest';
import type { JobListing, ListAnswer } from '../../../lambdas/core/glacier/ports.ts';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import type { IndexedJob, Remainder } from '../../../lambdas/core/polling/ports.ts';
import { readPollMessage } from '../../../lambdas/poller/poll-message.ts';
import { createPollerWorld, inTime, STANDARD, waiting } from '../../support/polling.ts';

const TICK = '2026-03-14T07:43:00.000Z';

const aged = (minutes: number, count: number, name = `j${minutes}-`): IndexedJob[] =>
  Array.from({ length: count }, (_, i) => waiting(`${name}${i}`, plusMinutes(TICK, -minutes)));

const windowsOf = (remainder: Remainder | undefined) =>
  remainder?.kind === 'poll' ? remainder.windows.map(({ ageMinutes }) => ageMinutes) : [];

it('requeues each window once when time ends while windows are read', async () => {
  let pages = 0;
  const world = createPollerWorld({
    now: TICK,
    jobs: { [STANDARD]: [...aged(230, 5), ...aged(240, 5), ...aged(250, 5)] },
    pageError: (statusKey) => {
      if (statusKey === STANDARD) pages += 1;
      return undefined;
    },
  });
  await world.poller.tick(TICK, () => pages >= 2);
  const [left, unread] = world.requeued.map(({ remainder }) => remainder);
  expect([windowsOf(left), windowsOf(unread)]).toStrictEqual([[228, 238], [248]]);
  pages = 0;
  for (const { remainder } of world.requeued) await world.poller.resume(remainder, inTime);
  expect(world.polled).toHaveLength(15);
});

/** A list of many pages, none of which has a due job. */
const endless = (pages: number) => ({
  list: ({ marker }: JobListing): ListAnswer => {
    const page = Number(marker ?? 0) + 1;
    return { kind: 'page', jobs: [], refused: [], next: page < pages ? String(page) : undefined };
  },
});

it('abandons a list after half as many pages as jobs are due, over all its runs', async () => {
  const world = createPollerWorld({
    now: TICK,
    jobs: { [STANDARD]: aged(240, 60) },
    ...endless(99),
  });
  await world.poller.tick(TICK, () => world.lists.length >= 20);
  const [first] = world.requeued;
  if (!first) throw new Error('nothing was requeued');
  await world.poller.resume(readPollMessage(JSON.stringify(first.remainder)), inTime);
  expect([world.lists.length, world.polled.length]).toStrictEqual([30, 60]);
});

it('polls only the jobs that no list answers for after a complete list', async () => {
  const jobs = [...aged(240, 60), ...aged(1475, 5, 'old')];
  const world = createPollerWorld({ now: TICK, jobs: { [STANDARD]: jobs }, ...endless(1) });
  await world.poller.tick(TICK, () => world.lists.length > 0);
  const [first] = world.requeued;
  if (!first) throw new Error('nothing was requeued');
  await world.poller.resume(readPollMessage(JSON.stringify(first.remainder)), inTime);
  expect(world.lists).toHaveLength(1);
  expect(world.polled.sort()).toStrictEqual(['old0', 'old1', 'old2', 'old3', 'old4']);
});

it('abandons a list that ten runs could not read, however many jobs are due', async () => {
  const world = createPollerWorld({
    now: TICK,
    jobs: { [STANDARD]: aged(240, 6000) },
    ...endless(20_000),
  });
  await world.poller.tick(TICK, inTime);
  expect([world.lists.length, world.polled.length]).toStrictEqual([2500, 6000]);
});
