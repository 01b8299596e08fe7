import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import type { IndexRange } from '../../../lambdas/core/polling/ports.ts';
import {
  createPollerWorld,
  deadlineAfter,
  inTime,
  STANDARD,
  waiting,
} from '../../support/polling.ts';

const TICK = '2026-03-14T12:03:00.000Z';
const MEASURING_TICK = '2026-03-14T12:15:00.000Z';
const INVENTORY = 'InProgress#Inventory';

const jobsAt = (tick: string) => ({
  Succeeded: [waiting('remind', plusMinutes(tick, -1300))],
  [STANDARD]: [waiting('standard', plusMinutes(tick, -875))],
  [INVENTORY]: [waiting('inventory', plusMinutes(tick, -875))],
  Expiring: [waiting('gone', plusMinutes(tick, -1440))],
});

/** A count reads from the oldest job on. */
const isCount = ({ after }: IndexRange) => after === undefined;

describe('a partition whose query fails', () => {
  it('costs no other partition its polls when its edges cannot be read', async () => {
    const spanError = failsOn(STANDARD);
    const world = createPollerWorld({ now: TICK, jobs: jobsAt(TICK), spanError });
    await world.poller.tick(TICK, inTime);
    expect(world.polled.sort()).toStrictEqual(['gone', 'inventory']);
    expect(world.recorded.map(({ key }) => key.jobId)).toStrictEqual(['remind']);
    expect(world.metrics.sums.get('WindowFailed')).toBe(1);
    expect(world.log.lines).toContainEqual(
      expect.objectContaining({ code: 'window.failed', fields: { statusKey: STANDARD } }),
    );
    // Without its edges every age is queried, in a later run.
    for (const { remainder } of world.requeued) await world.poller.resume(remainder, inTime);
    expect(world.polled.sort()).toStrictEqual(['gone', 'inventory', 'standard']);
  });

  it('costs no poll and no other count when it cannot be counted', async () => {
    const tick = MEASURING_TICK;
    const pageError = (key: string, window: IndexRange) =>
      isCount(window) ? failsOn(STANDARD)(key) : undefined;
    const expedited = waiting('expedited', plusMinutes(tick, -3));
    const jobs = { ...jobsAt(tick), 'InProgress#Expedited': [expedited] };
    const world = createPollerWorld({ now: tick, jobs, pageError });
    await world.poller.tick(tick, inTime);
    expect(world.polled.sort()).toStrictEqual(['expedited', 'gone']);
    expect(world.metrics.sums.get('Overdue')).toBe(1);
    expect(world.metrics.sums.get('PendingInventory')).toBe(1);
    expect(world.metrics.sums.get('WindowFailed')).toBe(1);
  });

  it('is counted before the polls, which may take all the time there is', async () => {
    const world = createPollerWorld({ now: MEASURING_TICK, jobs: jobsAt(MEASURING_TICK) });
    await world.poller.tick(MEASURING_TICK, () => world.windows.some(isCount));
    expect(world.metrics.sums.get('Overdue')).toBe(2);
    expect(world.polled).toStrictEqual([]);
  });
});

it('measures and polls the jobs of a partition in which the date of one is none', async () => {
  const tick = MEASURING_TICK;
  const due = waiting('expedited', plusMinutes(tick, -3));
  const jobs = { 'InProgress#Expedited': [waiting('odd', '!'), due, waiting('odd', 'tomorrow')] };
  const world = createPollerWorld({ now: tick, jobs });
  await world.poller.tick(tick, inTime);
  expect(world.polled).toStrictEqual(['expedited']);
  expect(world.metrics.sums.get('OldestExpedited')).toBe(0);
});

describe('PollQueue out of order', () => {
  const sendError = () => new Error('no queue');

  it('costs only the remainders: the tick polls all others, and fails in the end', async () => {
    const jobs = jobsAt(TICK);
    const world = createPollerWorld({ now: TICK, jobs, sendError, pageError: failsOn('Expiring') });
    await expect(world.poller.tick(TICK, inTime)).rejects.toThrow(
      expect.objectContaining({
        message: 'PollQueue refused 1 remainders',
        cause: expect.objectContaining({ message: 'no queue' }),
      }),
    );
    expect(world.polled.sort()).toStrictEqual(['inventory', 'standard']);
    expect(world.recorded).toHaveLength(1);
    expect(world.metrics.sums.get('PollRequeued')).toBeUndefined();
  });

  it('lets a resumed run fail, so that its message is received again', async () => {
    const world = createPollerWorld({ now: TICK, sendError });
    const vaults = [{ vaultName: 'photos' }];
    const remainder = { kind: 'sweep', vaults, hops: 1 } as const;
    await expect(world.poller.resume(remainder, deadlineAfter(0))).rejects.toThrow(/PollQueue/);
    await world.poller.resume(remainder, inTime);
  });
});

const failsOn = (statusKey: string) => (key: string) =>
  key === statusKey ? new Error('no index') : undefined;
