import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../sandbox/time/virtual-clock.ts';

const HOUR_MS = 3_600_000;

it('starts at the real time', () => {
  const before = Date.now();
  const now = createVirtualClock().now();

  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});

it('goes on running in real time from the instant it jumped to', async () => {
  const clock = createVirtualClock();
  const instant = clock.now() + 5 * HOUR_MS;

  clock.jumpTo(instant);
  expect(clock.now()).toBeGreaterThanOrEqual(instant);
  expect(clock.now()).toBeLessThan(instant + HOUR_MS);
  await sleep(5);
  expect(clock.now()).toBeGreaterThan(instant);
});

it('reaches an instant that is no whole millisecond', () => {
  const clock = createVirtualClock();
  const instant = clock.now() + HOUR_MS + 0.25;

  clock.jumpTo(instant);

  expect(clock.now()).toBeGreaterThanOrEqual(instant);
});

it('never goes back', () => {
  const clock = createVirtualClock();
  clock.advance(HOUR_MS);
  const reached = clock.now();

  clock.jumpTo(reached - HOUR_MS / 2);

  expect(clock.now()).toBeGreaterThanOrEqual(reached);
  expect(() => clock.advance(-1)).toThrow(
    new RangeError('The virtual clock cannot advance by -1 ms: time never goes back.'),
  );
});

it('jumps once when two holders jump to one instant', () => {
  const clock = createVirtualClock();
  const other = createVirtualClock(clock.buffer);
  const instant = clock.now() + HOUR_MS;

  clock.jumpTo(instant);
  other.jumpTo(instant);

  expect(other.now()).toBeLessThan(instant + HOUR_MS / 2);
});

it('gives a worker, started as plain TypeScript, the same time in its Date', async () => {
  const clock = createVirtualClock();
  const worker = new Worker(new URL('./dates-of-a-worker.ts', import.meta.url), {
    workerData: { buffer: clock.buffer },
  });
  try {
    clock.advance(30 * HOUR_MS);
    const before = clock.now();
    worker.postMessage('read');
    const [reading] = (await once(worker, 'message')) as [{ now: number; date: Date }];

    expect(reading.now).toBeGreaterThanOrEqual(before);
    expect(reading.now).toBeLessThanOrEqual(clock.now());
    expect(reading.date.getTime()).toBeGreaterThanOrEqual(reading.now);
    expect(Date.now()).toBeLessThan(before - 29 * HOUR_MS);
  } finally {
    await worker.terminate();
  }
});
