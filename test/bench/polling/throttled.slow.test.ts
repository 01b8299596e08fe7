import { expect, it } from 'vitest';
import { playThrottled } from '../../../bench/polling/plays/play-throttled.ts';

const migration = { count: 100_000, vaults: 1, overMinutes: 100_000 / 1200 };

it('polls each due job of a migration in time, when Glacier admits 20 calls a second', async () => {
  const play = { ...migration, admittedPerSecond: 20, order: 'oldest-first' } as const;
  const { found, givenUp, inTime, longestRunSeconds } = await playThrottled(play);
  expect([found, givenUp, inTime]).toStrictEqual([100_000, 0, 1]);
  expect(longestRunSeconds).toBeLessThan(60);
}, 120_000);
