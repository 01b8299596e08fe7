import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import {
  gridAges,
  gridWindow,
  isDueWithin,
  isGridTick,
  isOnGrid,
  nextGridTick,
} from '../../../lambdas/core/poll-grid.ts';
import { planWindows, polledKeys } from '../../../lambdas/core/poll-plan.ts';
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
    expect(nextGridTick(TICK)).toBe(plusMinutes(TICK, 15));
    expect(nextGridTick(plusMinutes(TICK, 14))).toBe(plusMinutes(TICK, 15));
  });

  it('replaces the windows of its ages by one', () => {
    const [, standard] = polledKeys(POLLING);
    if (!standard) throw new Error('no key');
    const onGrid = planWindows(standard, plusMinutes(TICK, 15), {
      oldest: plusMinutes(TICK, -6000),
      newest: TICK,
    });
    expect(onGrid.filter(({ isGrid }) => isGrid)).toHaveLength(1);
    const own = onGrid.filter(({ isGrid }) => !isGrid);
    expect(own.some(({ offsetMinutes }) => isOnGrid(offsetMinutes, standard.grid))).toBe(false);
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
