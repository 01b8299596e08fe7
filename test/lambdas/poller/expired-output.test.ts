import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import { callError, createPollerWorld, inTime, waiting } from '../../support/polling.ts';

const TICK = '2026-03-14T07:41:00.000Z';
const DAY = 24 * 60;

/** A poller with a job that succeeded `ageMinutes` ago, for any number of ticks. */
const succeeded = (ageMinutes: number, vault = 'photos') => {
  const clock = { now: TICK };
  const world = createPollerWorld({
    get now() {
      return clock.now;
    },
    jobs: { Succeeded: [waiting('late', plusMinutes(TICK, -ageMinutes), vault)] },
    describe: () => ({ kind: 'job-not-found' }),
  });
  const tickAfter = async (minutes: number) => {
    clock.now = plusMinutes(TICK, minutes);
    await world.poller.tick(clock.now, inTime);
  };
  return Object.assign(world, { tickAfter });
};

describe('a job that succeeded and whose output may be gone', () => {
  it('is polled at once, and gets no reminder', async () => {
    const world = succeeded(DAY);
    await world.tickAfter(0);
    expect(world.polled).toStrictEqual(['late']);
    expect(world.recorded.map(({ kind }) => kind)).toStrictEqual(['not-found']);
  });

  it('gets the reminder, and no poll, a minute before that', async () => {
    const world = succeeded(DAY - 1);
    await world.tickAfter(0);
    expect(world.polled).toStrictEqual([]);
    expect(world.recorded.map(({ kind }) => kind)).toStrictEqual(['clock']);
  });

  it('is polled every hour after that', async () => {
    const world = succeeded(3 * DAY);
    for (const minutes of [0, 1, 30, 59, 60, 61, 119, 120]) await world.tickAfter(minutes);
    expect(world.polled).toHaveLength(3);
  });

  it('is polled at the next tick when Glacier is busy', async () => {
    const glacier: { isBusy: boolean } = { isBusy: true };
    const world = createPollerWorld({
      now: TICK,
      jobs: { Succeeded: [waiting('late', plusMinutes(TICK, -DAY))] },
      describe: () => (glacier.isBusy ? callError('busy') : { kind: 'job-not-found' }),
    });
    await world.poller.tick(TICK, inTime);
    expect(world.recorded).toStrictEqual([]);
    glacier.isBusy = false;
    await world.poller.tick(TICK, inTime);
    expect(world.recorded.map(({ kind }) => kind)).toStrictEqual(['not-found']);
  });

  it.each([DAY, DAY - 1])('is left alone when its vault has left the setting: %s', async (age) => {
    const world = succeeded(age, 'left');
    await world.tickAfter(0);
    expect([world.polled, world.recorded]).toStrictEqual([[], []]);
  });
});
