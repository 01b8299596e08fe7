import { describe, expect, it } from 'vitest';
import type { Evidence, JobKey } from '../../../lambdas/core/evidence.ts';
import type { PollWindow } from '../../../lambdas/core/poll-plan.ts';
import type { DescribeAnswer, PollLeftover, StartKey } from '../../../lambdas/core/ports.ts';
import { createPoller } from '../../../lambdas/poller/handler.ts';
import { readPollMessage } from '../../../lambdas/poller/poll-message.ts';
import { KEY, POLICY, pending, seen } from '../../support/evidence.ts';
import { createFakeLog, createFakeMetrics } from '../../support/fake-telemetry.ts';
import { POLLING } from '../../support/polling.ts';

const TICK = '2026-03-14T07:40:00.000Z';
const SINCE = '2026-03-14T03:40:00.000Z';

interface World {
  readonly jobs?: Readonly<Record<string, readonly JobKey[]>>;
  readonly answer?: DescribeAnswer | Error;
  readonly next?: StartKey;
}

const setUp = ({ jobs = {}, answer, next }: World) => {
  const looks: JobKey[] = [];
  const recorded: Evidence[] = [];
  const handedOn: PollLeftover[] = [];
  const pages: [PollWindow, StartKey | undefined][] = [];
  const log = createFakeLog();
  const metrics = createFakeMetrics();
  const poller = createPoller({
    index: {
      span: (key) => Promise.resolve(jobs[key] && { oldest: SINCE, newest: SINCE }),
      page: (window, startKey) => {
        pages.push([window, startKey]);
        return Promise.resolve({
          keys: jobs[window.statusKey] ?? [],
          next: startKey ? undefined : next,
        });
      },
    },
    glacier: {
      describeJob: (key) => {
        looks.push(key);
        if (answer instanceof Error) return Promise.reject(answer);
        return Promise.resolve(answer ?? { kind: 'job-not-found' });
      },
    },
    record: (evidence) => {
      recorded.push(evidence);
      return Promise.resolve({ kind: 'recorded', statuses: ['Succeeded'], isConflict: false });
    },
    pollQueue: {
      send: (leftover) => {
        handedOn.push(leftover);
        return Promise.resolve();
      },
    },
    scope: { partition: 'aws', region: 'eu-west-1', accountId: '123456789012', vaults: ['photos'] },
    policy: POLICY,
    polling: POLLING,
    now: () => TICK,
    log,
    metrics,
  });
  return { poller, looks, recorded, handedOn, pages, log, metrics };
};

const inTime = () => false;
const tooLate = () => true;
const waiting = { 'InProgress#Standard': [KEY] };

describe('a tick', () => {
  it('costs one DescribeJob and no write for a job that is still in progress', async () => {
    const evidence = pending('describe-job', TICK);
    const { poller, looks, recorded } = setUp({
      jobs: waiting,
      answer: { kind: 'seen', evidence },
    });
    await poller.tick(TICK, inTime);
    expect(looks).toStrictEqual([KEY]);
    expect(recorded).toStrictEqual([]);
  });

  it('records a completion that it finds', async () => {
    const evidence = seen('describe-job', TICK);
    const { poller, recorded, metrics } = setUp({
      jobs: waiting,
      answer: { kind: 'seen', evidence },
    });
    await poller.tick(TICK, inTime);
    expect(recorded).toStrictEqual([evidence]);
    expect(metrics.sums.get('FoundByLook')).toBe(1);
  });

  it('records that Glacier does not know the job', async () => {
    const { poller, recorded } = setUp({ jobs: waiting, answer: { kind: 'job-not-found' } });
    await poller.tick(TICK, inTime);
    expect(recorded).toStrictEqual([
      { kind: 'not-found', key: KEY, source: 'describe-job', observedAt: TICK },
    ]);
  });

  it('changes no job when the vault is missing, and says so', async () => {
    const { poller, recorded, metrics } = setUp({
      jobs: waiting,
      answer: { kind: 'vault-not-found' },
    });
    await poller.tick(TICK, inTime);
    expect(recorded).toStrictEqual([]);
    expect(metrics.sums.get('VaultMissing')).toBe(1);
  });

  it('goes on with the other jobs when a look fails', async () => {
    const jobs = { 'InProgress#Standard': [KEY, { ...KEY, jobId: 'other' }] };
    const { poller, looks, metrics, log } = setUp({ jobs, answer: new Error('throttled') });
    await poller.tick(TICK, inTime);
    expect(looks).toHaveLength(2);
    expect(metrics.sums.get('LookFailed')).toBe(2);
    expect(log.lines.map(({ code }) => code)).toStrictEqual(['look.failed', 'look.failed']);
  });

  it('does not ask about a vault that is no longer configured', async () => {
    const vaultArn = KEY.vaultArn.replace('photos', 'removed');
    const { poller, looks } = setUp({ jobs: { 'InProgress#Standard': [{ ...KEY, vaultArn }] } });
    await poller.tick(TICK, inTime);
    expect(looks).toStrictEqual([]);
  });

  it('reminds of expiring output by the clock alone', async () => {
    const { poller, looks, recorded, pages } = setUp({ jobs: { Succeeded: [KEY] } });
    await poller.tick(TICK, inTime);
    expect(looks).toStrictEqual([]);
    expect(recorded).toStrictEqual([
      { kind: 'clock', key: KEY, source: 'clock', observedAt: TICK },
    ]);
    expect(pages.map(([window]) => window.upTo)).toStrictEqual(['2026-03-13T11:40:00.000Z']);
  });

  it('reads every page of a window', async () => {
    const { poller, looks, pages } = setUp({ jobs: waiting, next: { jobId: 'j' } });
    await poller.tick(TICK, inTime);
    expect(looks).toHaveLength(2);
    expect(pages.map(([, startKey]) => startKey)).toContainEqual({ jobId: 'j' });
  });

  it('takes now for a tick whose time cannot be read', async () => {
    const { poller, pages } = setUp({ jobs: waiting });
    await poller.tick('<aws.scheduler.scheduled-time>', inTime);
    expect(pages.map(([window]) => window.upTo)).toContain('2026-03-14T03:40:00.000Z');
  });
});

describe('a run without time', () => {
  it('hands on each window as it is, in a form that it reads back', async () => {
    const { poller, looks, handedOn } = setUp({ jobs: waiting });
    await poller.tick(TICK, tooLate);
    expect(looks).toStrictEqual([]);
    expect(handedOn).toMatchObject([
      { tick: TICK, hops: 1, window: { statusKey: 'Succeeded' } },
      { tick: TICK, hops: 1, window: { statusKey: 'InProgress#Standard', offsetMinutes: 240 } },
    ]);
    expect(handedOn.map((one) => readPollMessage(JSON.stringify(one)))).toStrictEqual(
      JSON.parse(JSON.stringify(handedOn)),
    );
  });

  it('goes on from where the run before it stopped', async () => {
    const { poller, pages } = setUp({ jobs: waiting });
    const window = { statusKey: 'InProgress#Standard', upTo: SINCE, offsetMinutes: 240 };
    await poller.resume({ tick: TICK, window, startKey: { jobId: 'j' }, hops: 1 }, inTime);
    expect(pages).toStrictEqual([[window, { jobId: 'j' }]]);
  });

  it('gives up after ten hops, and leaves the jobs to the next look', async () => {
    const { poller, handedOn, metrics } = setUp({ jobs: waiting });
    const window = { statusKey: 'InProgress#Standard', upTo: SINCE, offsetMinutes: 240 };
    await poller.resume({ tick: TICK, window, hops: 10 }, tooLate);
    expect(handedOn).toStrictEqual([]);
    expect(metrics.sums.get('PollGivenUp')).toBe(1);
  });
});
