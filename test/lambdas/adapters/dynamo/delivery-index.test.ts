import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createDynamoDeliveries } from '../../../../lambdas/adapters/dynamo/deliveries.ts';
import { createDynamoDeliveryIndex } from '../../../../lambdas/adapters/dynamo/delivery-index.ts';
import type { Delivery } from '../../../../lambdas/core/delivery/delivery.ts';
import type {
  DeliveryIndex,
  DeliveryStore,
  PageKey,
} from '../../../../lambdas/core/delivery/ports.ts';
import { createDeliveriesTable as createSimulatedTable } from '../../../../simulation/ports/deliveries-table.ts';
import { createDeliveriesTable } from '../../../support/deliveries-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../support/local-dynamo.ts';

let local: LocalDynamo;
let tables = 0;
let deliveries: DeliveryStore;
let index: DeliveryIndex;

beforeAll(async () => {
  local = await startLocalDynamo();
});

afterAll(() => local.stop());

beforeEach(async () => {
  tables += 1;
  const table = `deliveries-${tables}`;
  await createDeliveriesTable(local.client, table);
  deliveries = createDynamoDeliveries(local.client, table);
  index = createDynamoDeliveryIndex(local.client, table);
});

const aRow = (eventId: string, changes: Partial<Delivery> = {}): Delivery => ({
  eventId,
  endpointId: 'ep_1',
  eventType: 'glacier.job.succeeded',
  state: 'parked',
  attempts: [],
  attemptCount: 0,
  updatedAt: '2026-03-14T09:00:00.000Z',
  nextAttemptAt: '2026-03-14T10:00:00.000Z',
  dueShard: '1',
  body: '{}',
  expireAt: 1776158814,
  ...changes,
});
const put = async (...rows: Delivery[]) => {
  for (const row of rows) await deliveries.record(row, undefined);
};
const at = '2026-03-14T10:00:00.000Z';

it('finds what is due in a shard, the longest overdue first', async () => {
  await put(
    aRow('evt_now'),
    aRow('evt_before', { nextAttemptAt: '2026-03-14T09:59:59.999Z' }),
    aRow('evt_later', { nextAttemptAt: '2026-03-14T10:00:00.001Z' }),
    aRow('evt_elsewhere', { dueShard: '2' }),
    aRow('evt_in_queue', { dueShard: undefined }),
  );
  const { entries, next } = await index.due('1', at);
  expect(entries).toStrictEqual([
    { eventId: 'evt_before', endpointId: 'ep_1' },
    { eventId: 'evt_now', endpointId: 'ep_1' },
  ]);
  expect(next).toBeUndefined();
});

it('counts what waits in a shard, due or not', async () => {
  await put(
    aRow('evt_now'),
    aRow('evt_later', { nextAttemptAt: '2026-03-14T10:00:00.001Z' }),
    aRow('evt_elsewhere', { dueShard: '2' }),
    aRow('evt_in_queue', { dueShard: undefined }),
  );
  expect(await index.countWaiting('1')).toBe(2);
});

it('forgets what was delivered', async () => {
  await put(aRow('evt_1'));
  const { updatedAt: _at, nextAttemptAt: _next, dueShard: _shard, ...rest } = aRow('evt_1');
  await deliveries.record({ ...rest, state: 'delivered' }, aRow('evt_1'));
  const range = { endpointId: 'ep_1', from: '', to: at, states: ['delivered', 'parked'] } as const;
  expect(await index.ofEndpoint(range)).toMatchObject({ entries: [] });
  expect(await index.due('1', at)).toMatchObject({ entries: [] });
});

it('finds what an endpoint lacks in some states and a time, oldest first', async () => {
  await put(
    aRow('evt_2', { updatedAt: '2026-03-14T09:00:02.000Z' }),
    aRow('evt_1', { state: 'retrying', attemptCount: 2, updatedAt: '2026-03-14T09:00:01.000Z' }),
    aRow('evt_dropped', { state: 'dropped' }),
    aRow('evt_old', { updatedAt: '2026-03-14T08:59:59.999Z' }),
    aRow('evt_new', { updatedAt: '2026-03-14T09:00:02.001Z' }),
    aRow('evt_other', { endpointId: 'ep_2' }),
  );
  const { entries } = await index.ofEndpoint({
    endpointId: 'ep_1',
    from: '2026-03-14T09:00:00.000Z',
    to: '2026-03-14T09:00:02.000Z',
    states: ['parked', 'retrying'],
  });
  expect(entries).toStrictEqual([
    {
      eventId: 'evt_1',
      endpointId: 'ep_1',
      state: 'retrying',
      attemptCount: 2,
      updatedAt: '2026-03-14T09:00:01.000Z',
      nextAttemptAt: at,
    },
    expect.objectContaining({ eventId: 'evt_2', state: 'parked' }),
  ]);
});

it('reads page by page', async () => {
  await put(...Array.from({ length: 130 }, (_, n) => aRow(`evt_${n}`)));
  const found: string[] = [];
  let next: PageKey | undefined;
  let pages = 0;
  do {
    const page = await index.due('1', at, next);
    found.push(...page.entries.map(({ eventId }) => eventId));
    next = page.next;
    pages += 1;
  } while (next !== undefined);
  expect(new Set(found).size).toBe(130);
  expect([found.length, pages]).toStrictEqual([130, 2]);
});

it.each(['DynamoDB', 'the index of the simulation'])(
  'filters a page after reading it: %s gives an empty page before one with entries',
  async (which) => {
    const ended = { state: 'dropped', updatedAt: '2026-03-14T08:00:00.000Z' } as const;
    const rows = Array.from({ length: 100 }, (_, n) => aRow(`evt_old_${n}`, ended));
    const simulated = createSimulatedTable();
    const isReal = which === 'DynamoDB';
    const table = isReal ? deliveries : simulated;
    for (const row of [...rows, aRow('evt_1')]) await table.record(row, undefined);
    const tested = isReal ? index : simulated;
    const range = { endpointId: 'ep_1', from: '', to: at, states: ['parked'] } as const;
    const first = await tested.ofEndpoint(range);
    expect([first.entries, first.next === undefined]).toStrictEqual([[], false]);
    const { entries } = await tested.ofEndpoint(range, first.next);
    expect(entries.map(({ eventId }) => eventId)).toStrictEqual(['evt_1']);
  },
);

it('asks for everything since the beginning without an empty key, which DynamoDB refuses', async () => {
  await put(aRow('evt_1'));
  const values: unknown[] = [];
  local.client.middlewareStack.add(
    (next) => (args) => {
      values.push(...Object.values(Reflect.get(args.input, 'ExpressionAttributeValues') ?? {}));
      return next(args);
    },
    { step: 'initialize', name: 'seeValues' },
  );
  const range = { endpointId: 'ep_1', from: '', to: at, states: ['parked'] } as const;
  const { entries } = await index.ofEndpoint(range);
  local.client.middlewareStack.remove('seeValues');
  expect(entries).toHaveLength(1);
  expect(values).toContainEqual({ S: 'ep_1' });
  expect(values).not.toContainEqual({ S: '' });
});
