import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../../../lambdas/core/instant.ts';
import {
  expiringWindow,
  isPollTick,
  type PolledKey,
  planWindows,
  pollAges,
  polledKeys,
  toTick,
} from '../../../../lambdas/core/polling/plan.ts';
import { POLLING } from '../../../support/polling.ts';

const TICK = '2026-03-14T12:00:00.000Z';
const anyTick = fc.integer({ min: 0, max: 20_000 }).map((minute) => plusMinutes(TICK, minute));
const TIERS = ['Expedited', 'Standard', 'Bulk', 'Inventory'] as const;

describe('the ages at which a job is polled', () => {
  it('cover its window by steps, then quarters of an hour, then hours', () => {
    const ages = pollAges(POLLING.Standard);
    expect(ages.slice(0, 9)).toStrictEqual([218, 228, 238, 248, 258, 268, 273, 288, 303]);
    expect(ages.slice(28, 33)).toStrictEqual([603, 618, 633, 693, 753]);
    expect(ages.at(-1)).toBe(2853);
    expect(pollAges(POLLING.Expedited).slice(0, 6)).toStrictEqual([1, 2, 3, 4, 5, 20]);
    expect(pollAges(POLLING.Bulk).slice(0, 6)).toStrictEqual([307, 322, 337, 352, 367, 377]);
  });

  it('end where the hourly polls of a late window end', () => {
    const ages = pollAges({ windowMinutes: [400, 2860], steps: 96 });
    expect(ages.at(-1)).toBe(2872);
    expect(Math.max(...ages)).toBeLessThan(2880);
  });

  it.each(TIERS)(
    'leave no gap of 8 h for %s, from creation on, with any one tick lost and at any phase',
    (tier) => {
      const key = polledKeys(POLLING).find(({ statusKey }) => statusKey.endsWith(tier));
      const phase = (key?.tickMinutes ?? Number.NaN) - 1;
      const older = Array.from({ length: 20 }, (_, i) => 2880 + 180 * (i + 1));
      const polls = [0, ...pollAges(POLLING[tier]), ...older];
      for (const lost of polls.slice(1).keys()) {
        const left = polls.filter((_, index) => index !== lost + 1);
        const gaps = left.slice(1).map((age, index) => age + phase - (left[index] ?? 0));
        expect(Math.max(...gaps)).toBeLessThan(8 * 60);
      }
    },
  );
});

describe('the ticks of a tier', () => {
  it.each([
    [4, 5],
    [20, 1],
  ])(
    'are every minute where polls are less than five minutes apart: %i steps, %i min',
    (steps, minutes) => {
      const Standard = { windowMinutes: [200, 280], steps } as const;
      const keys = polledKeys({ ...POLLING, Standard });
      expect(keys.map(({ tickMinutes }) => tickMinutes)).toStrictEqual([1, minutes, 5, 5, 1]);
    },
  );
});

/** The ages and minutes at which a job is selected that was started within the first five minutes. */
const selectionsOf = (since: string, key: PolledKey): [age: number, minute: number][] =>
  Array.from({ length: 3000 }, (_, minute) => minute)
    .filter((minute) => isPollTick(key, plusMinutes(TICK, minute)))
    .flatMap((minute) =>
      planWindows(key, plusMinutes(TICK, minute), { oldest: since, newest: since })
        .filter(({ after, upTo }) => after !== undefined && since > after && since <= upTo)
        .map(({ ageMinutes }): [number, number] => [ageMinutes, minute]),
    )
    .sort(([a], [b]) => a - b);

describe('the windows of a tick', () => {
  it('select a job exactly once for each of its ages, always as late', () => {
    const bornMs = fc.integer({ min: 0, max: 300_000 });
    return fc.assert(
      fc.property(bornMs, fc.constantFrom(...polledKeys(POLLING)), (ms, key) => {
        // All polls of a job come as late after its ages: it waits for the end of its five minutes.
        const late = Math.ceil(ms / 60_000 / key.tickMinutes) * key.tickMinutes;
        const since = new Date(Date.parse(TICK) + ms).toISOString();
        expect(selectionsOf(since, key)).toStrictEqual(key.ages.map((age) => [age, age + late]));
      }),
      { numRuns: 6 },
    );
  });

  it('leave out only windows that hold nothing', () => {
    const since = fc.integer({ min: 0, max: 5000 }).map((age) => plusMinutes(TICK, -age));
    return fc.assert(
      fc.property(
        fc.array(since, { minLength: 1 }),
        fc.constantFrom(...polledKeys(POLLING)),
        anyTick,
        (jobs, key, tick) => {
          const [oldest = '', newest = oldest] = [[...jobs].sort()[0], [...jobs].sort().at(-1)];
          const all = planWindows(key, tick, {
            oldest: plusMinutes(TICK, -90_000),
            newest: plusMinutes(TICK, 90_000),
          });
          const planned = planWindows(key, tick, { oldest, newest });
          const found = (windows: typeof all) =>
            jobs.filter((job) =>
              windows.some(({ after = '', upTo }) => job > after && job <= upTo),
            );
          expect(found(planned)).toStrictEqual(found(all));
        },
      ),
    );
  });

  it('are few for a partition with one job', () => {
    const since = plusMinutes(TICK, -200);
    const counts = polledKeys(POLLING).map(
      (key) => planWindows(key, TICK, { oldest: since, newest: since }).length,
    );
    expect(Math.max(...counts)).toBeLessThanOrEqual(1);
  });

  it('poll everything older than 48 h every three hours', () => {
    const since = plusMinutes(TICK, -4000);
    const [key] = polledKeys(POLLING);
    if (!key) throw new Error('no key');
    const at = (tick: string) => planWindows(key, tick, { oldest: since, newest: since }).length;
    expect([at(TICK), at(plusMinutes(TICK, 1)), at(plusMinutes(TICK, 181))]).toStrictEqual([
      0, 1, 1,
    ]);
  });
});

it('reminds of every job whose output expires within the lead, however late', () => {
  expect(expiringWindow(TICK, 240)).toStrictEqual({
    statusKey: 'Succeeded',
    upTo: '2026-03-13T16:00:00.000Z',
    ageMinutes: 1200,
  });
});

it.each([
  ['2026-03-14T12:00:59.999Z', '2026-03-14T12:00:00.000Z'],
  [undefined, '2026-03-15T01:02:00.000Z'],
])('floors the scheduled time %s to a minute', (scheduled, tick) => {
  expect(toTick(scheduled, '2026-03-15T01:02:03.004Z')).toBe(tick);
});
