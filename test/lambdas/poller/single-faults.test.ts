import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import type { PollWindow } from '../../../lambdas/core/poll-window.ts';
import {
  createPollerWorld,
  deadlineAfter,
  inTime,
  STANDARD,
  waiting,
} from '../../support/polling.ts';

const TICK = '2026-03-14T12:07:00.000Z';
const GRID_TICK = '2026-03-14T12:15:00.000Z';
const MEASURING_TICK = '2026-03-14T12:16:00.000Z';
const BULK = 'InProgress#Bulk';

const jobsAt = (tick: string) => ({
  Succeeded: [waiting('remind', plusMinutes(tick, -1300))],
  [STANDARD]: [waiting('standard', plusMinutes(tick, -900))],
  [BULK]: [waiting('bulk', plusMinutes(tick, -1500))],
  Expiring: [waiting('gone', plusMinutes(tick, -1440))],
});

/** A count reads from the oldest job on. */
const isCount = ({ after }: PollWindow) => after === undefined;

describe('a partition whose query fails', () => {
  it('costs no other partition its look when its edges cannot be read', async () => {
    const spanError = failsOn(STANDARD);
    const world = createPollerWorld({ now: TICK, jobs: jobsAt(TICK), spanError });
    await world.poller.tick(TICK, inTime);
    expect(world.looks.sort()).toStrictEqual(['bulk', 'gone']);
    expect(world.recorded.map(({ key }) => key.jobId)).toStrictEqual(['remind']);
    expect(world.metrics.sums.get('WindowFailed')).toBe(1);
    expect(world.log.lines).toContainEqual(
      expect.objectContaining({ code: 'window.failed', fields: { statusKey: STANDARD } }),
    );
  });

  it.each([
    [GRID_TICK, 'Overdue', 1],
    [MEASURING_TICK, 'PendingBulk', 1],
  ])(
    'costs no look and no other count when it cannot be counted at %s',
    async (tick, name, sum) => {
      const pageError = (key: string, window: PollWindow) =>
        isCount(window) ? failsOn(STANDARD)(key) : undefined;
      const world = createPollerWorld({ now: tick, jobs: jobsAt(tick), pageError });
      await world.poller.tick(tick, inTime);
      expect(world.looks.sort()).toStrictEqual(['bulk', 'gone', 'standard']);
      expect(world.metrics.sums.get(name)).toBe(sum);
      expect(world.metrics.sums.get('WindowFailed')).toBe(1);
    },
  );

  it('is counted before the looks, which may take all the time there is', async () => {
    const world = createPollerWorld({ now: GRID_TICK, jobs: jobsAt(GRID_TICK) });
    await world.poller.tick(GRID_TICK, () => world.windows.some(isCount));
    expect(world.metrics.sums.get('Overdue')).toBe(2);
    expect(world.looks).toStrictEqual([]);
  });
});

it('measures and looks at the jobs of a partition in which the date of one is none', async () => {
  const tick = MEASURING_TICK;
  const due = waiting('expedited', plusMinutes(tick, -3));
  const jobs = { 'InProgress#Expedited': [waiting('odd', '!'), due, waiting('odd', 'tomorrow')] };
  const world = createPollerWorld({ now: tick, jobs });
  await world.poller.tick(tick, inTime);
  expect(world.looks).toStrictEqual(['expedited']);
  expect(world.metrics.sums.get('OldestExpedited')).toBe(0);
});

describe('PollQueue out of order', () => {
  const sendError = () => new Error('no queue');

  it('costs only the leftovers: the tick looks at all others, and fails in the end', async () => {
    const jobs = jobsAt(TICK);
    const world = createPollerWorld({ now: TICK, jobs, sendError, pageError: failsOn('Expiring') });
    await expect(world.poller.tick(TICK, inTime)).rejects.toThrow(
      expect.objectContaining({
        message: 'PollQueue refused 1 leftovers',
        cause: expect.objectContaining({ message: 'no queue' }),
      }),
    );
    expect(world.looks.sort()).toStrictEqual(['bulk', 'standard']);
    expect(world.recorded).toHaveLength(1);
    expect(world.metrics.sums.get('PollHandedOn')).toBeUndefined();
  });

  it('lets a resumed run fail, so that its message is received again', async () => {
    const world = createPollerWorld({ now: TICK, sendError });
    const vaults = [{ vaultName: 'photos' }];
    const leftover = { kind: 'sweep', vaults, hops: 1 } as const;
    await expect(world.poller.resume(leftover, deadlineAfter(0))).rejects.toThrow(/PollQueue/);
    await world.poller.resume(leftover, inTime);
  });
});

const failsOn = (statusKey: string) => (key: string) =>
  key === statusKey ? new Error('no index') : undefined;
