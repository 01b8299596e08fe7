import { expect, it } from 'vitest';
import { byExpiry, forecastLosses } from '../../../operations/fetch/forecast.ts';
import { anArchive } from './an-output.ts';

const NOW = '2026-11-25T00:00:00.000Z';
const HOUR_MS = 3_600_000;
const expiring = (hours: number, sizeInBytes: number) =>
  anArchive({ sizeInBytes, expiresAt: new Date(Date.parse(NOW) + hours * HOUR_MS).toISOString() });

it('counts the outputs whose turn comes after they expire', () => {
  const outputs = [expiring(1, HOUR_MS), expiring(2, 3 * HOUR_MS), expiring(3, 1), anArchive()];

  expect(forecastLosses(outputs, NOW, 1)).toStrictEqual({
    count: 2,
    firstExpiresAt: '2026-11-25T02:00:00.000Z',
    neededMs: 4 * HOUR_MS + 1001,
  });
  expect(forecastLosses(outputs, NOW, 2)).toBeUndefined();
});

it('sorts what expires first to the front, and what does not expire to the end', () => {
  const [one, two, never] = [expiring(1, 1), expiring(2, 1), anArchive()];

  expect([never, two, one].sort(byExpiry)).toStrictEqual([one, two, never]);
});
