import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextDelayMs, readRetryAfter } from '../../../../lambdas/core/delivery/backoff.ts';
import { DEFAULT_RETRY_SCHEDULE_SECONDS } from '../../../../lambdas/core/function/settings.ts';
import { WebhookSettings } from '../../../../lib/settings/webhook-settings.ts';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-03-14T09:26:54.000Z');
const scheduleSeconds = DEFAULT_RETRY_SCHEDULE_SECONDS;

describe('the default schedule', () => {
  it('is that of the settings', () => {
    expect(WebhookSettings.parse({}).retryScheduleSeconds).toStrictEqual(scheduleSeconds);
  });

  it('makes ten attempts within the 75 h 35 min 5 s of the specification', () => {
    expect(scheduleSeconds).toHaveLength(9);
    const total = scheduleSeconds.reduce((sum, seconds) => sum + seconds, 0);
    expect(total).toBe(75 * 3600 + 35 * 60 + 5);
  });
});

describe('nextDelayMs', () => {
  const anAttempt = fc.integer({ min: 1, max: scheduleSeconds.length });
  const aRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it('varies each step by at most a fifth', () => {
    fc.assert(
      fc.property(anAttempt, aRandom, (attemptCount, random) => {
        const stepMs = scheduleSeconds[attemptCount - 1]! * 1000;
        const delayMs = nextDelayMs({ scheduleSeconds, attemptCount, random })!;
        expect(delayMs).toBeGreaterThanOrEqual(stepMs * 0.8);
        expect(delayMs).toBeLessThanOrEqual(stepMs * 1.2);
      }),
    );
  });

  it('reaches both ends of the fifth', () => {
    const at = (random: number) => nextDelayMs({ scheduleSeconds, attemptCount: 2, random });
    expect([at(0), at(0.5), at(1)]).toStrictEqual([240_000, 300_000, 360_000]);
  });

  it('ends after the last step', () => {
    const input = { scheduleSeconds, attemptCount: 10, random: 0 };
    expect(nextDelayMs(input)).toBeUndefined();
    expect(nextDelayMs({ ...input, retryAfterMs: 5000, isOverloaded: true })).toBeUndefined();
  });

  it('honours a wish between the step and 24 hours, and never waits less than the step', () => {
    fc.assert(
      fc.property(
        anAttempt,
        aRandom,
        fc.double({ min: 0, noNaN: true }),
        (attemptCount, random, retryAfterMs) => {
          const input = { scheduleSeconds, attemptCount, random };
          const stepMs = nextDelayMs(input)!;
          const delayMs = nextDelayMs({ ...input, retryAfterMs })!;
          expect(delayMs).toBeGreaterThanOrEqual(stepMs);
          expect(delayMs).toBeLessThanOrEqual(Math.max(stepMs, DAY_MS));
          if (retryAfterMs >= stepMs && retryAfterMs <= DAY_MS) {
            expect(delayMs).toBe(Math.round(retryAfterMs));
          }
        },
      ),
    );
  });

  it('gives an overloaded receiver at least a minute', () => {
    const input = { scheduleSeconds, random: 0.5, isOverloaded: true };
    expect(nextDelayMs({ ...input, attemptCount: 1 })).toBe(60_000);
    expect(nextDelayMs({ ...input, attemptCount: 3 })).toBe(1_800_000);
  });
});

describe('readRetryAfter', () => {
  it.each([
    ['120', 120_000],
    [' 120 ', 120_000],
    ['0', 0],
    ['99999999999999999999', 1e23],
    [`${'9'.repeat(400)}`, Number.POSITIVE_INFINITY],
    ['Sat, 14 Mar 2026 09:28:54 GMT', 120_000],
    ['Saturday, 14-Mar-26 09:28:54 GMT', 120_000],
    ['Sat Mar 14 09:28:54 2026', 120_000],
    ['Fri, 13 Mar 2026 09:28:54 GMT', 0],
    ['-5', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
    ['+5', undefined],
    ['2026-03-14', undefined],
    ['Sat, 99 Xyz 2026 09:28:54 GMT', undefined],
    ['soon', undefined],
    ['Monday', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j as %j ms', (header, expected) => {
    expect(readRetryAfter(header, NOW)).toBe(expected);
  });

  it('never gives a negative wait or none that is no number', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const wait = readRetryAfter(header, NOW);
        expect(wait === undefined || wait >= 0).toBe(true);
      }),
    );
  });
});
