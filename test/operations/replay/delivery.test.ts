import { describe, expect, it } from 'vitest';
import type { Delivery, DeliveryState } from '../../../lambdas/core/delivery/delivery.ts';
import type { DeliveryMessage } from '../../../lambdas/core/delivery/message.ts';
import type { DeliveryKey } from '../../../lambdas/core/delivery/ports.ts';
import { Endpoint } from '../../../lambdas/core/endpoint/endpoint.ts';
import { DamagedItemError } from '../../../lambdas/core/errors.ts';
import { buildJobEvent } from '../../../lambdas/core/event/event.ts';
import { InterruptedReplayError } from '../../../lambdas/core/event/interrupted-replay.ts';
import type { RefusedEntry } from '../../../lambdas/core/event/topic.ts';
import { buildGroupEvent } from '../../../lambdas/core/group/event.ts';
import type { Job } from '../../../lambdas/core/job/job.ts';
import {
  replayDelivery,
  replayFailed,
  sendTestEvent,
} from '../../../operations/replay/delivery.ts';
import { replayJob } from '../../../operations/replay/job.ts';
import type { ReplayDeps } from '../../../operations/replay/ports.ts';
import { createDeliveriesTable } from '../../../simulation/ports/deliveries-table.ts';
import { live, pending, seen } from '../../support/evidence.ts';
import { anEntry, entriesOf } from '../../support/group-entries.ts';

const JOB = live([
  pending('registration', '2026-03-14T03:40:20.000Z'),
  seen('notice', '2026-03-14T07:32:43.000Z'),
])!;
const { vaultArn, jobId } = JOB;
const SUCCEEDED = buildJobEvent(JOB, 2);
const ENTRY = anEntry();
const COMPLETED = buildGroupEvent(ENTRY)!;
const { group, openedAt } = ENTRY;

const aRow = (
  eventId: string,
  state: DeliveryState,
  changes: Partial<Delivery> = {},
): Delivery => ({
  eventId,
  endpointId: 'ep_1',
  eventType: 'glacier.job.succeeded',
  state,
  attempts: [],
  attemptCount: 1,
  expireAt: 0,
  ...(state === 'delivered'
    ? {}
    : { body: `{"id":"${eventId}"}`, updatedAt: '2026-03-14T09:00:00.000Z' }),
  ...changes,
});

const aWorld = (rows: readonly Delivery[] = [], job: Job | undefined = JOB) => {
  const deliveries = createDeliveriesTable();
  for (const row of rows) void deliveries.record(row, undefined);
  const endpoints = [
    Endpoint.parse({ endpointId: 'ep_1', state: 'enabled' }),
    Endpoint.parse({ endpointId: 'ep_all', state: 'enabled', eventTypes: allTypes }),
    Endpoint.parse({ endpointId: 'ep_off', state: 'disabled' }),
  ];
  const sent: DeliveryMessage[] = [];
  const world = { sent, refused: [] as RefusedEntry[] };
  const deps: ReplayDeps = {
    deliveries,
    index: deliveries,
    endpoints: {
      list: () => Promise.resolve(endpoints),
      get: (id) => Promise.resolve(endpoints.find(({ endpointId }) => endpointId === id)),
    },
    jobs: {
      read: (key) => Promise.resolve(key.jobId === jobId ? job : undefined),
    },
    entries: entriesOf(ENTRY),
    queue: {
      send: (messages) => {
        sent.push(...messages);
        return Promise.resolve(world.refused);
      },
    },
    newId: () => `order-${sent.length}`,
    nowMs: () => Date.parse('2026-03-14T10:00:00.000Z'),
  };
  return Object.assign(world, { deps });
};

const allTypes = ['glacier.job.in_progress', 'glacier.job.succeeded'];

describe('replayDelivery', () => {
  it('orders the same id and the body that the row has kept', async () => {
    const { deps, sent } = aWorld([aRow('evt_1', 'exhausted')]);
    const replayed = await replayDelivery({ eventId: 'evt_1', endpointId: 'ep_1' }, deps);
    expect(replayed).toStrictEqual({ kind: 'queued', count: 1, refused: [] });
    expect(sent).toStrictEqual([
      {
        eventId: 'evt_1',
        endpointId: 'ep_1',
        eventType: 'glacier.job.succeeded',
        body: '{"id":"evt_1"}',
        replay: 'order-0',
      },
    ]);
  });

  it('builds the bytes of what was delivered from its job again', async () => {
    const origin = { vaultArn, jobId, sequence: 2 };
    const { deps, sent } = aWorld([aRow(SUCCEEDED.id, 'delivered', { origin })]);
    await replayDelivery({ eventId: SUCCEEDED.id, endpointId: 'ep_1' }, deps);
    expect(sent[0]?.body).toBe(SUCCEEDED.body);
  });

  it('builds the bytes of what was delivered from its group again', async () => {
    const groupOrigin = { group, openedAt, sequence: 1 };
    const { deps, sent } = aWorld([aRow(COMPLETED.id, 'delivered', { groupOrigin })]);
    await replayDelivery({ eventId: COMPLETED.id, endpointId: 'ep_1' }, deps);
    expect(sent[0]?.body).toBe(COMPLETED.body);
  });

  it.each<[string, Delivery[], string, RegExp]>([
    [
      'a delivered event of a forgotten group',
      [aRow('evt_1', 'delivered', { groupOrigin: { group, openedAt, sequence: 2 } })],
      'ep_1',
      /cannot be rebuilt: its group is no longer recorded/,
    ],
    [
      'an event of a group that an earlier version delivered',
      [aRow('evt_1', 'delivered', { eventType: 'glacier.group.completed' })],
      'ep_1',
      /cannot be rebuilt: its delivery has no origin; replay the time range/,
    ],
    ['a delivery that is not there', [], 'ep_1', /no delivery of evt_1 to ep_1/],
    [
      'a disabled endpoint',
      [aRow('evt_1', 'dropped', { endpointId: 'ep_off' })],
      'ep_off',
      /disabled: enable it first/,
    ],
    [
      'a removed endpoint',
      [aRow('evt_1', 'dropped', { endpointId: 'ep_gone' })],
      'ep_gone',
      /no endpoint has the id ep_gone/,
    ],
    ['a delivered test', [aRow('evt_1', 'delivered')], 'ep_1', /cannot be rebuilt/],
    [
      'a delivered event of a forgotten job',
      [aRow('evt_1', 'delivered', { origin: { vaultArn, jobId: 'gone', sequence: 1 } })],
      'ep_1',
      /cannot be rebuilt/,
    ],
    [
      'an event that would not be the same',
      [aRow('evt_1', 'delivered', { origin: { vaultArn, jobId, sequence: 1 } })],
      'ep_1',
      /cannot be rebuilt/,
    ],
    [
      'an event that its job has not got',
      [aRow('evt_1', 'delivered', { origin: { vaultArn, jobId, sequence: 9 } })],
      'ep_1',
      /cannot be rebuilt/,
    ],
  ])('refuses %s, and says so', async (_, rows, endpointId, reason) => {
    const { deps, sent } = aWorld(rows);
    const replayed = await replayDelivery({ eventId: 'evt_1', endpointId }, deps);
    expect(replayed).toStrictEqual({ kind: 'refused', reason: expect.stringMatching(reason) });
    expect(sent).toStrictEqual([]);
  });
});

describe('replayFailed', () => {
  it('orders what was exhausted or dropped since then, over all pages, and nothing else', async () => {
    const failed = Array.from({ length: 150 }, (_, n) =>
      aRow(`evt_${n}`, n % 2 === 0 ? 'exhausted' : 'dropped'),
    );
    const others = [
      aRow('evt_old', 'dropped', { updatedAt: '2026-03-13T00:00:00.000Z' }),
      aRow('evt_parked', 'parked'),
      aRow('evt_retrying', 'retrying'),
      aRow('evt_delivered', 'delivered'),
      aRow('evt_other', 'dropped', { endpointId: 'ep_all' }),
    ];
    const { deps, sent } = aWorld([...failed, ...others]);
    const since = '2026-03-14T00:00:00.000Z';
    expect(await replayFailed({ endpointId: 'ep_1', since }, deps)).toMatchObject({ count: 150 });
    expect(new Set(sent.map(({ eventId }) => eventId))).toStrictEqual(
      new Set(failed.map(({ eventId }) => eventId)),
    );
  });

  it('sends the others when a row cannot be read, and names that one', async () => {
    const { deps, sent } = aWorld([aRow('evt_1', 'dropped'), aRow('evt_2', 'dropped')]);
    const get = (key: DeliveryKey) =>
      key.eventId === 'evt_1'
        ? Promise.reject(new DamagedItemError('damaged in: attempts'))
        : deps.deliveries.get(key);
    const damaged = { ...deps, deliveries: { ...deps.deliveries, get } };
    expect(await replayFailed({ endpointId: 'ep_1', since: '' }, damaged)).toStrictEqual({
      kind: 'queued',
      count: 1,
      refused: [{ eventId: 'evt_1', endpointId: 'ep_1', reason: 'damaged in: attempts' }],
    });
    expect(sent.map(({ eventId }) => eventId)).toStrictEqual(['evt_2']);
  });

  it('leaves out a test that failed, which its operator has seen', async () => {
    const test = aRow('evt_1', 'exhausted', { eventType: 'webhook.test' });
    const { deps, sent } = aWorld([test, aRow('evt_2', 'dropped')]);
    await replayFailed({ endpointId: 'ep_1', since: '' }, deps);
    expect(sent.map(({ eventId }) => eventId)).toStrictEqual(['evt_2']);
  });

  it('names what the queue refused', async () => {
    const world = aWorld([aRow('evt_1', 'dropped'), aRow('evt_2', 'dropped')]);
    world.refused = [{ index: 1, reason: 'TooLong', isEntryFault: true }];
    expect(await replayFailed({ endpointId: 'ep_1', since: '' }, world.deps)).toStrictEqual({
      kind: 'queued',
      count: 1,
      refused: [{ eventId: 'evt_2', endpointId: 'ep_1', reason: 'TooLong' }],
    });
  });

  it('states what is sent when a later page fails in the middle', async () => {
    const rows = Array.from({ length: 250 }, (_, n) => aRow(`evt_${n}`, 'dropped'));
    const { deps, sent } = aWorld(rows);
    const down = new Error('slow down');
    const replaying = replayFailed(
      { endpointId: 'ep_1', since: '' },
      {
        ...deps,
        queue: {
          send: (messages) =>
            sent.length === 200
              ? Promise.reject(new InterruptedReplayError(85, { cause: down }))
              : deps.queue.send(messages),
        },
      },
    );
    await expect(replaying).rejects.toMatchObject({
      message: 'At least 285 messages were sent before the fault.',
      cause: down,
    });
  });

  it('refuses a disabled endpoint', async () => {
    const replayed = await replayFailed({ endpointId: 'ep_off', since: '' }, aWorld().deps);
    expect(replayed.kind).toBe('refused');
  });
});

describe('replayJob', () => {
  it('orders every event of the job for whoever wants it, built from the Jobs table', async () => {
    const { deps, sent } = aWorld();
    await replayJob({ key: { vaultArn, jobId } }, deps);
    const built = [1, 2].map((sequence) => buildJobEvent(JOB, sequence));
    const pairs = sent.map(({ eventId, endpointId, body }) => [eventId, endpointId, body]);
    expect(pairs).toStrictEqual([
      [built[0]?.id, 'ep_all', built[0]?.body],
      [built[1]?.id, 'ep_1', built[1]?.body],
      [built[1]?.id, 'ep_all', built[1]?.body],
    ]);
  });

  it('orders for one endpoint when it is specified', async () => {
    const { deps, sent } = aWorld();
    await replayJob({ key: { vaultArn, jobId }, endpointId: 'ep_1' }, deps);
    expect(sent.map(({ endpointId }) => endpointId)).toStrictEqual(['ep_1']);
  });

  it('reports how many it is about to send, and sends none when that is too many', async () => {
    const { deps, sent } = aWorld();
    const onCounted = (count: number) => Promise.reject(new Error(`${count} are too many`));
    const replaying = replayJob({ key: { vaultArn, jobId }, onCounted }, deps);
    await expect(replaying).rejects.toThrow('3 are too many');
    expect(sent).toStrictEqual([]);
  });

  it('refuses a disabled endpoint, and says so', async () => {
    const { deps, sent } = aWorld();
    expect(await replayJob({ key: { vaultArn, jobId }, endpointId: 'ep_off' }, deps)).toStrictEqual(
      {
        kind: 'refused',
        reason: 'the endpoint ep_off is disabled: enable it first',
      },
    );
    expect(sent).toStrictEqual([]);
  });

  it('refuses a job that is not recorded', async () => {
    const replayed = await replayJob({ key: { vaultArn, jobId: 'gone' } }, aWorld().deps);
    expect(replayed).toMatchObject({ kind: 'refused' });
  });
});

describe('sendTestEvent', () => {
  it('orders a test for an endpoint that is there and enabled', async () => {
    const { deps, sent } = aWorld();
    expect(await sendTestEvent('ep_1', deps)).toMatchObject({ kind: 'queued', count: 1 });
    expect(sent).toMatchObject([{ endpointId: 'ep_1', eventType: 'webhook.test', once: true }]);
    expect((await sendTestEvent('ep_off', deps)).kind).toBe('refused');
  });
});
