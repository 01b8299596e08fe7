import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import type { Remainder } from '../../../lambdas/core/polling/ports.ts';
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

/** Polls of the tier Standard fall on every fifth minute from the third on, measures on every fifteenth. */
const TICK = '2026-03-14T07:43:00.000Z';
const MEASURING_TICK = '2026-03-14T07:45:00.000Z';
const DUE_MINUTES = 240;
/** Due as well, hours after the window. */
const LATE_MINUTES = 875;
const lone = waiting(KEY.jobId, plusMinutes(TICK, -DUE_MINUTES));
const one = { [STANDARD]: [lone] };
const tooLate = () => true;

describe('a tick', () => {
  it('costs one DescribeJob and no write for a job that is still in progress', async () => {
    const { poller, polled, lists, recorded } = createPollerWorld({ now: TICK, jobs: one });
    await poller.tick(TICK, inTime);
    expect(polled).toStrictEqual([KEY.jobId]);
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
    expect(metrics.sums.get('TransitionFound')).toBe(1);
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
    const { poller, polled } = createPollerWorld({ now: TICK, jobs });
    await poller.tick(TICK, inTime);
    expect(polled).toStrictEqual([]);
  });

  it('reminds of expiring output by the clock alone', async () => {
    const jobs = { Succeeded: [waiting(KEY.jobId, plusMinutes(TICK, -1200))] };
    const { poller, polled, recorded, metrics } = createPollerWorld({ now: TICK, jobs });
    await poller.tick(TICK, inTime);
    expect(polled).toStrictEqual([]);
    expect(recorded).toStrictEqual([
      { kind: 'clock', key: KEY, source: 'clock', observedAt: TICK },
    ]);
    expect(metrics.sums.get('ReminderRecorded')).toBe(1);
  });

  it.each([DUE_MINUTES, LATE_MINUTES])('reads every page of a window of age %i', async (age) => {
    const jobs = {
      [STANDARD]: ['a', 'b', 'c'].map((id) => waiting(id, plusMinutes(TICK, -age), id)),
    };
    const world = createPollerWorld({ now: TICK, jobs, pageSize: 1, vaults: '*' });
    await world.poller.tick(TICK, inTime);
    expect(world.polled.sort()).toStrictEqual(['a', 'b', 'c']);
  });

  it('takes now for a tick whose time cannot be read', async () => {
    const { poller, polled } = createPollerWorld({ now: TICK, jobs: one });
    await poller.tick('<aws.scheduler.scheduled-time>', inTime);
    expect(polled).toStrictEqual([KEY.jobId]);
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
      'poll.failed',
      'reminder.failed',
    ]);
  });
});

describe('the metric Overdue', () => {
  it('counts every quarter of an hour what has been pending for too long', async () => {
    const jobs = {
      'InProgress#Expedited': [waiting('e', plusMinutes(MEASURING_TICK, -31))],
      [STANDARD]: [waiting('s', plusMinutes(MEASURING_TICK, -719))],
      'InProgress#Bulk': [waiting('b', plusMinutes(MEASURING_TICK, -1441))],
    };
    const world = createPollerWorld({ now: MEASURING_TICK, jobs });
    await world.poller.tick(MEASURING_TICK, inTime);
    expect(world.metrics.sums.get('Overdue')).toBe(2);
    for (let minute = 1; minute < 15; minute += 1) {
      await world.poller.tick(plusMinutes(MEASURING_TICK, minute), inTime);
    }
    expect(world.metrics.sums.get('Overdue')).toBe(2);
  });

  it('counts on every page that is read, of which there are four at most', async () => {
    const since = plusMinutes(MEASURING_TICK, -9000);
    const row = (id: string) => waiting(id, since, id.startsWith('left') ? 'left' : 'photos');
    const overdue = async (...ids: string[]) => {
      const jobs = { [STANDARD]: ids.map(row) };
      const { poller, metrics } = createPollerWorld({ now: MEASURING_TICK, jobs, pageSize: 1 });
      await poller.tick(MEASURING_TICK, inTime);
      return metrics.sums.get('Overdue');
    };
    expect(await overdue('left1', 'a', 'left2', 'b', 'c')).toBe(2);
    expect(await overdue('a', 'b')).toBe(2);
  });

  it('leaves out the jobs of a vault that has left the setting', async () => {
    const jobs = { [STANDARD]: [waiting('s', plusMinutes(MEASURING_TICK, -9000), 'left')] };
    const { poller, metrics, log } = createPollerWorld({ now: MEASURING_TICK, jobs });
    await poller.tick(MEASURING_TICK, inTime);
    expect(metrics.sums.get('Overdue')).toBeUndefined();
    expect(log.lines).toStrictEqual([]);
  });

  it('is zero when no job is overdue', async () => {
    const { poller, metrics } = createPollerWorld({ now: MEASURING_TICK });
    await poller.tick(MEASURING_TICK, inTime);
    expect(metrics.sums.get('Overdue')).toBeUndefined();
  });
});

describe('the pending jobs', () => {
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
    for (let minute = 1; minute < 15; minute += 1) {
      await poller.tick(plusMinutes(MEASURING_TICK, minute), inTime);
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

const remaindersOf = (requeued: readonly { remainder: Remainder }[]) =>
  requeued.map(({ remainder }) => remainder);

describe('a run without time', () => {
  it('requeues the windows of each tier, in a form that it reads back', async () => {
    const { poller, polled, requeued } = createPollerWorld({ now: TICK, jobs: one });
    await poller.tick(TICK, tooLate);
    expect(polled).toStrictEqual([]);
    const left = remaindersOf(requeued);
    expect(left).toMatchObject([
      { kind: 'poll', hops: 1, windows: [{ statusKey: STANDARD, ageMinutes: 238 }] },
    ]);
    expect(left.map((part) => readPollMessage(JSON.stringify(part)))).toStrictEqual(
      JSON.parse(JSON.stringify(left)),
    );
  });

  it('leaves reminders to the next tick, which finds the same jobs', async () => {
    const jobs = { Succeeded: [waiting(KEY.jobId, plusMinutes(TICK, -1200))] };
    const { poller, recorded, requeued } = createPollerWorld({ now: TICK, jobs });
    await poller.tick(TICK, tooLate);
    expect([recorded, requeued]).toStrictEqual([[], []]);
    await poller.tick(plusMinutes(TICK, 1), inTime);
    expect(recorded).toHaveLength(1);
  });

  it.each([1, 10])('polls every due job in the runs after it, %i vaults', async (vaults) => {
    const ids = Array.from({ length: 60 }, (_, i) => `j${String(i).padStart(2, '0')}`);
    const jobs = {
      [STANDARD]: ids.map((id, i) =>
        waiting(id, plusMinutes(TICK, -LATE_MINUTES), `v${i % vaults}`),
      ),
    };
    const world = createPollerWorld({
      now: TICK,
      jobs,
      vaults: '*',
      list: () => callError('denied'),
    });
    await world.poller.tick(TICK, deadlineAfter(20));
    let runs = 0;
    for (let next = world.requeued.shift(); next; next = world.requeued.shift()) {
      runs += 1;
      await world.poller.resume(readPollMessage(JSON.stringify(next.remainder)), deadlineAfter(20));
    }
    expect(new Set(world.polled)).toStrictEqual(new Set(ids));
    expect(world.metrics.sums.get('PollGivenUp')).toBeUndefined();
    expect(runs).toBeGreaterThan(2);
  });

  it('gives up after ten hops, and leaves the jobs to the next poll', async () => {
    const { poller, requeued, metrics } = createPollerWorld({ now: TICK, jobs: one });
    const windows = [{ statusKey: STANDARD, upTo: TICK, ageMinutes: 240 }];
    await poller.resume({ kind: 'poll', windows, hops: 10 }, tooLate);
    expect(requeued).toStrictEqual([]);
    expect(metrics.sums.get('PollGivenUp')).toBe(1);
  });

  it('waits a minute when Glacier lets nothing through', async () => {
    const { poller, requeued, polled } = createPollerWorld({
      now: TICK,
      jobs: one,
      describe: () => callError('busy'),
    });
    await poller.tick(TICK, inTime);
    expect(polled).toHaveLength(10);
    expect(requeued).toMatchObject([
      { delaySeconds: 60, remainder: { vaults: [{ vaultArn: KEY.vaultArn, afterJobId: '' }] } },
    ]);
  });

  it('requeues the windows from the one whose query fails, and polls the other tiers', async () => {
    const late = waiting('late', plusMinutes(TICK, -LATE_MINUTES));
    const jobs = {
      [STANDARD]: [lone, late],
      Expiring: [waiting('gone', plusMinutes(TICK, -1440))],
    };
    const index: { isBroken: boolean } = { isBroken: true };
    const world = createPollerWorld({
      now: TICK,
      jobs,
      pageError: (_key, { after = '', upTo }) =>
        index.isBroken && lone.statusSince > after && lone.statusSince <= upTo
          ? new Error('no index')
          : undefined,
    });
    await world.poller.tick(TICK, inTime);
    expect(world.polled).toStrictEqual(['gone']);
    expect(world.metrics.sums.get('WindowFailed')).toBe(1);
    const remainders = remaindersOf(world.requeued);
    expect(remainders).toHaveLength(1);
    index.isBroken = false;
    for (const remainder of remainders) await world.poller.resume(remainder, inTime);
    expect(world.polled.sort()).toStrictEqual(['gone', 'late', KEY.jobId].sort());
  });
});
