import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import {
  comingGridTick,
  gridAges,
  gridWindow,
  isDueWithin,
  isGridTick,
  isOnGrid,
} from '../../../lambdas/core/poll-grid.ts';
import { ownGridWindows, planWindows, polledKeys } from '../../../lambdas/core/poll-plan.ts';
import type { PollWindow } from '../../../lambdas/core/poll-window.ts';
import { POLLING } from '../../support/polling.ts';

const TICK = '2026-03-14T12:00:00.000Z';

describe('the common grid', () => {
  it('covers the window and the quarters after it, and only the quarters where steps are finer', () => {
    expect(gridAges(POLLING.Standard)).toStrictEqual({ fromMinutes: 180, toMinutes: 660 });
    expect(gridAges(POLLING.Expedited)).toStrictEqual({ fromMinutes: 5, toMinutes: 365 });
  });

  it('has a tick every quarter of an hour', () => {
    expect(isGridTick(TICK)).toBe(true);
    expect(isGridTick(plusMinutes(TICK, 1))).toBe(false);
    expect(comingGridTick(TICK)).toBe(TICK);
    expect(comingGridTick(plusMinutes(TICK, 1))).toBe(plusMinutes(TICK, 15));
    expect(comingGridTick(plusMinutes(TICK, 14))).toBe(plusMinutes(TICK, 15));
  });

  it.each([0, 1, 14])('has one window for all its ages, %i minutes past a quarter', (minutes) => {
    const [, standard] = polledKeys(POLLING);
    if (!standard) throw new Error('no key');
    const windows = planWindows(standard, plusMinutes(TICK, minutes), {
      oldest: plusMinutes(TICK, -6000),
      newest: TICK,
    });
    expect(windows.filter(({ isGrid }) => isGrid)).toHaveLength(1);
    const own = windows.filter(({ isGrid }) => !isGrid);
    expect(own.some(({ offsetMinutes }) => isOnGrid(offsetMinutes, standard.grid))).toBe(false);
  });

  it('holds between its ticks whoever is due by itself, in one window or in many', () => {
    const [, standard] = polledKeys(POLLING);
    if (!standard?.grid) throw new Error('no grid');
    const { offsets, grid } = standard;
    const mine = offsets.filter((offset) => isOnGrid(offset, grid));
    return fc.assert(
      fc.property(
        fc.constantFrom(...mine),
        fc.integer({ min: 0, max: 59_999 }),
        fc.integer({ min: 1, max: 14 }),
        (offset, laterMs, minute) => {
          const tick = plusMinutes(TICK, minute);
          const since = new Date(Date.parse(tick) - offset * 60_000 - laterMs).toISOString();
          const wide = gridWindow('k', grid, tick);
          const narrow = ownGridWindows(standard, tick);
          const holds = ({ after = '', upTo }: PollWindow) => since <= upTo && since > after;
          expect(holds(wide)).toBe(true);
          expect(narrow.filter(holds).map(({ offsetMinutes }) => offsetMinutes)).toStrictEqual([
            offset,
          ]);
        },
      ),
    );
  });

  it.each(['Expedited', 'Standard', 'Bulk', 'Inventory'] as const)(
    'serves every job of the tier %s that was due on its own since the grid tick before',
    (tier) => {
      const key = polledKeys(POLLING).find(({ statusKey }) => statusKey.endsWith(tier));
      const { offsets = [], grid } = key ?? {};
      if (!grid) throw new Error('no grid');
      const mine = offsets.filter((offset) => isOnGrid(offset, grid));
      return fc.assert(
        fc.property(
          fc.constantFrom(...mine),
          fc.integer({ min: 1, max: 15 * 60_000 - 1 }),
          (offset, laterMs) => {
            const since = new Date(Date.parse(TICK) - offset * 60_000 - laterMs).toISOString();
            const { after = '', upTo } = gridWindow('k', grid, TICK);
            expect(since <= upTo && since > after).toBe(true);
            expect(isDueWithin(since, TICK, offsets, 15)).toBe(true);
          },
        ),
      );
    },
  );
});

it.each([
  [240, 1, true],
  [240.9, 1, true],
  [241, 1, false],
  [239.9, 1, false],
  [241, 15, true],
])(
  'a job %f minutes old is due within %i minutes of an age of 240: %s',
  (age, minutes, expected) => {
    expect(isDueWithin(plusMinutes(TICK, -age), TICK, [240], minutes)).toBe(expected);
  },
);
