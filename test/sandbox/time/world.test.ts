import { expect, it } from 'vitest';
import { createAgenda } from '../../../sandbox/time/agenda.ts';
import { createVirtualClock } from '../../../sandbox/time/virtual-clock.ts';
import { createWorld } from '../../../sandbox/time/world.ts';
import type { WorldPart } from '../../../sandbox/time/world-part.ts';

const hour = 3_600_000;

it('jumps from one due instant to the next, and stops at the target', async () => {
  const clock = createVirtualClock();
  const start = clock.now();
  const agenda = createAgenda(clock);
  const world = createWorld(clock, [agenda]);
  const seen: number[] = [];
  const note = async () => void seen.push(Math.floor((clock.now() - start) / hour));
  for (const hours of [5, 1, 3]) agenda.plan(start + hours * hour, note);
  await world.advanceTo(start + 4 * hour);

  expect(seen).toStrictEqual([1, 3]);
  expect(clock.now()).toBeGreaterThanOrEqual(start + 4 * hour);
  expect(clock.now()).toBeLessThan(start + 5 * hour);
  await world.advanceTo(start + 6 * hour);
  expect(seen).toStrictEqual([1, 3, 5]);
});

it('lets what follows from something happen before time goes on', async () => {
  const clock = createVirtualClock();
  const start = clock.now();
  const agenda = createAgenda(clock);
  const world = createWorld(clock, [agenda]);
  const seen: string[] = [];
  agenda.plan(start + hour, () => {
    seen.push('cause');
    agenda.plan(start + hour, async () => void seen.push('effect'));
    return Promise.resolve();
  });
  agenda.plan(start + 2 * hour, async () => void seen.push('later'));
  await world.advanceTo(start + 2 * hour);

  expect(seen).toStrictEqual(['cause', 'effect', 'later']);
});

it('says so when something stays due and never happens', async () => {
  const clock = createVirtualClock();
  const lazy: WorldPart = {
    name: 'lazy part',
    act: () => Promise.resolve(false),
    nextDueAt: () => clock.now() - 1,
  };
  const world = createWorld(clock, [lazy]);
  await expect(world.advanceTo(clock.now() + hour)).rejects.toThrow('lazy part was due');
});

it('runs by itself in real time until it is stopped, and waits for what has begun', async () => {
  const clock = createVirtualClock();
  const agenda = createAgenda(clock);
  const world = createWorld(clock, [agenda]);
  const done: string[] = [];
  const begun = Promise.withResolvers<void>();
  agenda.plan(clock.now() + 20, async () => {
    begun.resolve();
    await new Promise((resolve) => setTimeout(resolve, 30));
    done.push('finished');
  });
  const living = world.runLive();
  await begun.promise;
  await world.stop();
  await living;

  expect(done).toStrictEqual(['finished']);
  agenda.plan(clock.now(), async () => void done.push('too late'));
  await world.advanceTo(clock.now() + hour);
  expect(done).toStrictEqual(['finished']);
});
