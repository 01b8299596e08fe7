import { expect, it } from 'vitest';
import { parkMs } from '../../../../lambdas/core/delivery/backoff.ts';

const now = '2026-03-14T12:00:00.000Z';
const MINUTE_MS = 60_000;

it.each([
  ['not known to fail', undefined, 15],
  ['failing for a minute', '2026-03-14T11:59:00.000Z', 15],
  ['failing for three hours', '2026-03-14T09:00:00.000Z', 180],
  ['failing for four days', '2026-03-10T12:00:00.000Z', 1440],
])('comes back by itself at an endpoint that is %s', (_, failingSince, minutes) => {
  expect(parkMs(failingSince, Date.parse(now), 0.5)).toBe(minutes * MINUTE_MS);
});

it('varies by a fifth, so that parked deliveries do not come back all at once', () => {
  const at = (random: number) => parkMs(undefined, Date.parse(now), random);
  expect([at(0), at(1)]).toStrictEqual([12 * MINUTE_MS, 18 * MINUTE_MS]);
});
