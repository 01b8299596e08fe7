import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pollAges, polledKeys } from '../../../lambdas/core/polling/plan.ts';
import { PollingSettings } from '../../../lib/settings/polling-settings.ts';

const anyTier = fc
  .tuple(fc.nat(2880), fc.nat(2880), fc.integer({ min: 1, max: 96 }))
  .filter(([a, b]) => a !== b)
  .map(([a, b, steps]) => ({ windowMinutes: [Math.min(a, b), Math.max(a, b)], steps }));

/** The longest time without a poll, from creation on, with any one tick lost and at any phase. */
const longestGap = (ages: readonly number[], tickMinutes: number): number => {
  // A job older than 48 h is polled within 3 h, and then every 3 h.
  const polls = [0, ...ages, 2880 + 180, 2880 + 360];
  const gaps = polls.slice(2).map((age, index) => age + tickMinutes - 1 - (polls[index] ?? 0));
  return Math.max(...gaps);
};

describe('the setting polling', () => {
  it('accepts nothing with which a job could go 8 hours without a poll', () => {
    return fc.assert(
      fc.property(anyTier, (Bulk) => {
        const read = PollingSettings.safeParse({ Bulk });
        fc.pre(read.success);
        const key = polledKeys(read.data).find(({ statusKey }) => statusKey.endsWith('Bulk'));
        expect(longestGap(pollAges(read.data.Bulk), key?.tickMinutes ?? 0)).toBeLessThan(480);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [{ windowMinutes: [6, 2880], steps: 12 }, '8 hours or more'],
    [{ windowMinutes: [0, 1], steps: 96 }, 'at least a minute apart'],
  ])('refuses %j', (Bulk, problem) => {
    expect(() => PollingSettings.parse({ Bulk })).toThrow(problem);
  });
});
