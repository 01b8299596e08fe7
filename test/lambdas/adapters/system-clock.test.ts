import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCorrectedClock } from '../../../lambdas/adapters/system-clock.ts';

const MACHINE = '2026-03-14T12:00:00.700Z';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(MACHINE) });
});
afterEach(() => {
  vi.useRealTimers();
});

const clientWith = (systemClockOffset: number) => ({ config: { systemClockOffset } });

it.each([
  ['no answer yet', [0, 0], MACHINE],
  ['the whole second of a Date header', [-700, -731], MACHINE],
  ['a slow answer', [-20_000, 0], MACHINE],
  ['a machine that is five minutes late', [0, 300_000], '2026-03-14T12:05:00.700Z'],
  ['a machine that is a day ahead', [-86_400_000, -700], '2026-03-13T12:00:00.700Z'],
])('reads with %s, an offset of %j ms, %s', (_, offsets, now) => {
  expect(createCorrectedClock(...offsets.map(clientWith))()).toBe(now);
});
