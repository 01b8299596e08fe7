import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import type { PollLeftover } from '../../../lambdas/core/poll-ports.ts';
import { readPollMessage } from '../../../lambdas/poller/poll-message.ts';
import { KEY } from '../../support/evidence.ts';
import {
  callError,
  createPollerWorld,
  deadlineAfter,
  inTime,
  STANDARD,
  said,
  waiting,
} from '../../support/polling.ts';

/** Not on the grid; a job of that age is due on its own. */
const TICK = '2026-03-14T07:41:00.000Z';
const GRID_TICK = '2026-03-14T07:45:00.000Z';
const DUE_MINUTES = 240;
const lone = waiting(KEY.jobId, plusMinutes(TICK, -DUE_MINUTES));
const one = { [STANDARD]: [lone] };
const tooLate = () => true;

describe('a tick', () => {
  it('costs one DescribeJob and no write for a job that is still in progress', async () => {
    const { poller, looks, lists, recorded } = createPollerWorld({ now: TICK, jobs: one });
    await poller.tick(TICK, inTime);
    expect(looks).toStrictEqual([KEY.jobId]);
    expect([lists, recorded]).toStrictEqual([[], []]);
  });

  it('records a completion that it finds', async () => {
    const evidence = said(KEY, 'Succeeded', TICK);
    const { poller, recorded, metrics } = createPollerWorld({
      now: TICK,
      jobs: one,
      describe: () => ({ kind: 'seen', evidence }),
    });
    await poller.tick(TICK, inTime);
    expect(recorded).toStrictEqual([evidence]);
    expect(metrics.sums.get('FoundByLook')).toBe(1);
  });

  it('records that Glacier does not know the job', async () => {
    const { poller, recorded } = createPollerWorld({
      now: TICK,
      jobs: one,
      describe: () => ({ kind: 'job-not-found' }),
    });
    await poller.tick(TICK, inTime);
    expect(recorded).toStrictEqual([
      { kind: 'not-found', key: KEY, source: 'describe-job', observedAt: TICK },
    ]);
  });

  it('does not ask about a vault that is no longer configured', async () => {
    const jobs = { [STANDARD]: [waiting('j', lone.statusSince, 'removed')] };
    const { poller, looks } = createPollerWorld({ now: TICK, jobs });
    await poller.tick(TICK, inTime);
    expect(looks).toStrictEqual([]);
  });

  it('reminds of expiring output by the clock alone', async () => {
    const jobs = { Succeeded: [waiting(KEY.jobId, plusMinutes(TICK, -1200))] };
    const { poller, looks, recorded, metrics } = createPollerWorld({ now: TICK, jobs });
    await poller.tick(TICK, inTime);
    expect(looks).toStrictEqual([]);
    expect(recorded).toStrictEqual([
      { kind: 'clock', key: KEY, source: 'clock', observedAt: TICK },
    ]);
    expect(metrics.sums.get('ReminderRecorded')).toBe(1);
  });

  it.each([TICK, GRID_TICK])('reads every page of a window at %s', async (now) => {
    const age = now === TICK ? -900 : -DUE_MINUTES;
    const jobs = {
      [STANDARD]: ['a', 'b', 'c'].map((id) => waiting(id, plusMinutes(now, age), id)),
    };
    const world = createPollerWorld({ now, jobs, pageSize: 1, vaults: '*' });
    await world.poller.tick(now, inTime);
    expect(world.looks.sort()).toStrictEqual(['a', 'b', 'c']);
  });

  it('takes now for a tick whose time cannot be read', async () => {
    const { poller, looks } = createPollerWorld({ now: TICK, jobs: one });
    await poller.tick('<aws.scheduler.scheduled-time>', inTime);
    expect(looks).toStrictEqual([KEY.jobId]);
  });

  it('leaves evidence that cannot be recorded to the next look', async () => {
    const jobs = { [STANDARD]: [lone], Succeeded: [waiting('s', plusMinutes(TICK, -1300))] };
    const world = createPollerWorld({
      now: TICK,
      jobs,
      describe: () => ({ kind: 'job-not-found' }),
      recordError: new Error('no table'),
    });
    await world.poller.tick(TICK, inTime);
    expect(world.log.lines.map(({ code }) => code).sort()).toStrictEqual([
      'look.failed',
      'reminder.failed',
    ]);
  });
});

describe('the metric Overdue', () => {
  it('counts every quarter of an hour what has been pending for too long', async () => {
    const jobs = {
      'InProgress#Expedited': [waiting('e', plusMinutes(GRID_TICK, -31))],
      [STANDARD]: [waiting('s', plusMinutes(GRID_TICK, -719))],
      'InProgress#Bulk': [waiting('b', plusMinutes(GRID_TICK, -1441))],
    };
    const world = createPollerWorld({ now: GRID_TICK, jobs });
    await world.poller.tick(GRID_TICK, inTime);
    expect(world.metrics.sums.get('Overdue')).toBe(2);
    await world.poller.tick(TICK, inTime);
    expect(world.metrics.sums.get('Overdue')).toBe(2);
  });

  it('are counted on every page that is read, of which there are four at most', async () => {
    const since = plusMinutes(GRID_TICK, -9000);
    const row = (id: string) => waiting(id, since, id.startsWith('left') ? 'left' : 'photos');
    const overdue = async (...ids: string[]) => {
      const jobs = { [STANDARD]: ids.map(row) };
      const { poller, metrics } = createPollerWorld({ now: GRID_TICK, jobs, pageSize: 1 });
      await poller.tick(GRID_TICK, inTime);
      return metrics.sums.get('Overdue');
    };
    expect(await overdue('left1', 'a', 'left2', 'b', 'c')).toBe(2);
    expect(await overdue('a', 'b')).toBe(2);
  });

  it('leaves out the jobs of a vault that has left the setting', async () => {
    const jobs = { [STANDARD]: [waiting('s', plusMinutes(GRID_TICK, -9000), 'left')] };
    const { poller, metrics, log } = createPollerWorld({ now: GRID_TICK, jobs });
    await poller.tick(GRID_TICK, inTime);
    expect(metrics.sums.get('Overdue')).toBe(0);
    expect(log.lines).toStrictEqual([]);
  });

  it('says so when nothing is', async () => {
    const { poller, metrics } = createPollerWorld({ now: GRID_TICK });
    await poller.tick(GRID_TICK, inTime);
    expect(metrics.sums.get('Overdue')).toBe(0);
  });
});

describe('the pending jobs', () => {
  const MEASURING_TICK = plusMinutes(GRID_TICK, 1);
  const jobs = {
    [STANDARD]: [
      waiting('s1', plusMinutes(MEASURING_TICK, -90)),
      waiting('s2', plusMinutes(MEASURING_TICK, -2)),
    ],
    'InProgress#Inventory': [waiting('i', plusMinutes(MEASURING_TICK, -30))],
  };

  it('are counted with the age of the oldest, for each tier that has any', async () => {
    const { poller, metrics } = createPollerWorld({ now: MEASURING_TICK, jobs });
    await poller.tick(MEASURING_TICK, inTime);
    expect([...metrics.sums]).toStrictEqual([
      ['PendingStandard', 2],
      ['OldestStandard', 90 * 60_000],
      ['PendingInventory', 1],
      ['OldestInventory', 30 * 60_000],
    ]);
  });

  it('are counted once in a quarter of an hour', async () => {
    const { poller, metrics } = createPollerWorld({ now: MEASURING_TICK, jobs });
    for (let minute = 2; minute <= 15; minute += 1) {
      await poller.tick(plusMinutes(GRID_TICK, minute), inTime);
    }
    expect(metrics.sums.has('PendingStandard')).toBe(false);
  });

  it('are those of the vaults that are followed', async () => {
    const { poller, metrics } = createPollerWorld({
      now: MEASURING_TICK,
      jobs: {
        [STANDARD]: [
          waiting('left', plusMinutes(MEASURING_TICK, -9000), 'left'),
          waiting('s1', plusMinutes(MEASURING_TICK, -90)),
        ],
        'InProgress#Bulk': [waiting('left', plusMinutes(MEASURING_TICK, -9000), 'left')],
      },
      pageSize: 1,
    });
    await poller.tick(MEASURING_TICK, inTime);
    expect([...metrics.sums]).toStrictEqual([
      ['PendingStandard', 1],
      ['OldestStandard', 90 * 60_000],
    ]);
  });
});

const windowRests = (handedOn: readonly { leftover: PollLeftover }[]) =>
  handedOn.map(({ leftover }) => leftover);

describe('a run without time', () => {
  it('hands on each window as it is, in a form that it reads back', async () => {
    const { poller, looks, handedOn } = createPollerWorld({ now: TICK, jobs: one });
    await poller.tick(TICK, tooLate);
    expect(looks).toStrictEqual([]);
    const left = windowRests(handedOn);
    expect(left).toMatchObject([
      { tick: TICK, hops: 1, window: { statusKey: 'Succeeded' } },
      { tick: TICK, hops: 1, window: { statusKey: STANDARD, isGrid: true } },
    ]);
    expect(left.map((part) => readPollMessage(JSON.stringify(part)))).toStrictEqual(
      JSON.parse(JSON.stringify(left)),
    );
  });

  it('skips nobody: whoever was not looked at is looked at by the runs after it', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `j${String(i).padStart(2, '0')}`);
    const jobs = {
      [STANDARD]: ids.map((id) => waiting(id, plusMinutes(TICK, -900), `v${id.at(-1)}`)),
    };
    const world = createPollerWorld({
      now: TICK,
      jobs,
      vaults: '*',
      list: () => callError('denied'),
    });
    await world.poller.tick(TICK, deadlineAfter(20));
    let runs = 0;
    for (let next = world.handedOn.shift(); next; next = world.handedOn.shift()) {
      runs += 1;
      await world.poller.resume(readPollMessage(JSON.stringify(next.leftover)), deadlineAfter(20));
    }
    expect(new Set(world.looks)).toStrictEqual(new Set(ids));
    expect(world.metrics.sums.get('PollGivenUp')).toBeUndefined();
    expect(runs).toBeGreaterThan(2);
  });

  it('gives up after ten hops, and leaves the jobs to the next look', async () => {
    const { poller, handedOn, metrics } = createPollerWorld({ now: TICK, jobs: one });
    const window = { statusKey: STANDARD, upTo: TICK, offsetMinutes: 240 };
    await poller.resume({ kind: 'window', tick: TICK, window, hops: 10 }, tooLate);
    expect(handedOn).toStrictEqual([]);
    expect(metrics.sums.get('PollGivenUp')).toBe(1);
  });

  it('waits a minute when Glacier lets nothing through', async () => {
    const { poller, handedOn, looks } = createPollerWorld({
      now: TICK,
      jobs: one,
      describe: () => callError('busy'),
    });
    await poller.tick(TICK, inTime);
    expect(looks).toHaveLength(10);
    expect(handedOn).toMatchObject([
      { delaySeconds: 60, leftover: { vaults: [{ vaultArn: KEY.vaultArn, afterJobId: '' }] } },
    ]);
  });

  it('hands on a window whose query fails, and goes on with the others', async () => {
    const jobs = { [STANDARD]: [lone], Expiring: [waiting('gone', plusMinutes(TICK, -1440))] };
    const world = createPollerWorld({ now: TICK, jobs });
    const broken = { statusKey: STANDARD, isGrid: true };
    Object.defineProperty(jobs, STANDARD, {
      get: () => {
        if (world.windows.at(-1)?.statusKey === STANDARD) throw new Error('no index');
        return [lone];
      },
    });
    await world.poller.tick(TICK, inTime);
    expect(world.looks).toStrictEqual(['gone']);
    expect(windowRests(world.handedOn)).toMatchObject([{ window: broken, hops: 1 }]);
    expect(world.metrics.sums.get('WindowFailed')).toBe(1);
  });
});
