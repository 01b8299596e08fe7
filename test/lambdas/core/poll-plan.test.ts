import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import { isDueWithin, isOnGrid } from '../../../lambdas/core/poll-grid.ts';
import {
  expiringWindow,
  lookOffsets,
  planWindows,
  polledKeys,
  toTick,
} from '../../../lambdas/core/poll-plan.ts';
import { POLLING } from '../../support/polling.ts';

const TICK = '2026-03-14T12:00:00.000Z';
const anyTick = fc.integer({ min: 0, max: 20_000 }).map((minute) => plusMinutes(TICK, minute));

describe('the ages at which a job is looked at', () => {
  it('cover its window by steps, then quarters of an hour, then hours', () => {
    const offsets = lookOffsets(POLLING.Standard);
    expect(offsets.slice(0, 11)).toStrictEqual([
      186, 200, 213, 226, 240, 253, 266, 280, 293, 300, 315,
    ]);
    expect(offsets).toContain(645);
    expect(offsets.at(-1)).toBe(2820);
  });

  it.each(['Expedited', 'Standard', 'Bulk', 'Inventory'] as const)(
    'leave no gap of 8 h for %s, from creation on and with any one tick lost',
    (tier) => {
      const older = Array.from({ length: 20 }, (_, i) => 2880 + 180 * (i + 1));
      const looks = [0, ...lookOffsets(POLLING[tier]), ...older];
      for (const lost of looks.slice(1).keys()) {
        const left = looks.filter((_, index) => index !== lost + 1);
        const gaps = left.slice(1).map((look, index) => look - (left[index] ?? 0));
        expect(Math.max(...gaps)).toBeLessThan(8 * 60);
      }
    },
  );
});

describe('the windows of a tick', () => {
  it('select a job at exactly the ticks of its ages, whatever its second of birth', () => {
    const bornAt = fc
      .integer({ min: 0, max: 59_999 })
      .map((ms) => new Date(Date.parse(TICK) + ms).toISOString());
    const [, standard] = polledKeys(POLLING);
    if (!standard) throw new Error('no key');
    return fc.assert(
      fc.property(bornAt, fc.integer({ min: 0, max: 2820 }), (since, age) => {
        const tick = plusMinutes(TICK, age + 1);
        const windows = planWindows(standard, tick, { oldest: since, newest: since });
        const hit = windows.some(
          ({ after = '', upTo, offsetMinutes, isGrid }) =>
            !isGrid && since > after && since <= upTo && offsetMinutes < 2880,
        );
        const whole = since === TICK ? age + 1 : age;
        const isDue = standard.offsets.includes(whole);
        expect(hit).toBe(isDue && !isOnGrid(whole, standard.grid));
        expect(isDueWithin(since, tick, standard.offsets, 1)).toBe(isDue);
      }),
      { numRuns: 500 },
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

  it('look at everything older than 48 h every three hours', () => {
    const since = plusMinutes(TICK, -4000);
    const [key] = polledKeys(POLLING);
    if (!key) throw new Error('no key');
    const at = (tick: string) => planWindows(key, tick, { oldest: since, newest: since }).length;
    expect([at(TICK), at(plusMinutes(TICK, 1)), at(plusMinutes(TICK, 180))]).toStrictEqual([
      1, 0, 1,
    ]);
  });
});

it('reminds of every job whose output expires within the lead, however late', () => {
  expect(expiringWindow(TICK, 240)).toStrictEqual({
    statusKey: 'Succeeded',
    upTo: '2026-03-13T16:00:00.000Z',
    offsetMinutes: 1200,
  });
});

it.each([
  ['2026-03-14T12:00:59.999Z', '2026-03-14T12:00:00.000Z'],
  [undefined, '2026-03-15T01:02:00.000Z'],
])('floors the scheduled time %s to a minute', (scheduled, tick) => {
  expect(toTick(scheduled, '2026-03-15T01:02:03.004Z')).toBe(tick);
});
