import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createDynamoDeliveries } from '../../../../lambdas/adapters/dynamo/deliveries.ts';
import type { Delivery } from '../../../../lambdas/core/delivery/delivery.ts';
import type { DeliveryStore } from '../../../../lambdas/core/delivery/ports.ts';
import { createKeyTable } from '../../../support/key-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../support/local-dynamo.ts';

let local: LocalDynamo;
let tables = 0;
let deliveries: DeliveryStore;

beforeAll(async () => {
  local = await startLocalDynamo();
});

afterAll(() => local.stop());

beforeEach(async () => {
  tables += 1;
  await createKeyTable(local.client, `deliveries-${tables}`, ['eventId', 'endpointId']);
  deliveries = createDynamoDeliveries(local.client, `deliveries-${tables}`);
});

const retrying: Delivery = {
  eventId: 'evt_1',
  endpointId: 'ep_1',
  eventType: 'glacier.job.succeeded',
  state: 'retrying',
  attempts: [{ at: '2026-03-14T09:26:54.000Z', durationMs: 3, error: 'timeout: too slow' }],
  attemptCount: 1,
  nextAttemptAt: '2026-03-14T09:26:59.000Z',
  updatedAt: '2026-03-14T09:26:54.000Z',
  body: '{}',
  expireAt: 1776158814,
};

const delivered: Delivery = {
  eventId: 'evt_1',
  endpointId: 'ep_1',
  eventType: 'glacier.job.succeeded',
  state: 'delivered',
  attempts: [{ at: '2026-03-14T09:27:00.000Z', durationMs: 3, statusCode: 200 }],
  attemptCount: 2,
  expireAt: 1776158820,
};

it('gets what was recorded, or nothing', async () => {
  expect(await deliveries.record(retrying, undefined)).toBe(true);
  expect(await deliveries.get(retrying)).toStrictEqual(retrying);
  expect(await deliveries.get({ ...retrying, endpointId: 'ep_2' })).toBeUndefined();
});

it('leaves out what is absent', async () => {
  await deliveries.record({ ...delivered, body: undefined }, undefined);
  expect(await deliveries.get(delivered)).toStrictEqual(delivered);
});

it('takes a new row in the place of the one that was read', async () => {
  await deliveries.record(retrying, undefined);
  const next = { ...retrying, attemptCount: 2 };
  expect(await deliveries.record(next, retrying)).toBe(true);
  expect(await deliveries.get(retrying)).toStrictEqual(next);
});

it('does not let a failure overwrite a concurrent record', async () => {
  await deliveries.record(delivered, undefined);
  expect(await deliveries.record(retrying, undefined)).toBe(false);
  expect(await deliveries.record({ ...retrying, attemptCount: 2 }, retrying)).toBe(false);
  expect(await deliveries.get(delivered)).toStrictEqual(delivered);
});

it('does not let an attempt overwrite what was leased or parked since', async () => {
  const parked = { ...retrying, state: 'parked' as const, dueShard: '1' };
  const leased = { ...parked, nextAttemptAt: '2026-03-14T09:56:54.000Z' };
  await deliveries.record(parked, undefined);
  expect(await deliveries.record(leased, parked)).toBe(true);
  expect(await deliveries.record({ ...retrying, attemptCount: 2 }, parked)).toBe(false);
  expect(await deliveries.get(parked)).toStrictEqual(leased);
});

it('takes a row for unchanged that has no next attempt, as long as it has none', async () => {
  const { nextAttemptAt: _at, ...dropped } = { ...retrying, state: 'dropped' as const };
  await deliveries.record(dropped, undefined);
  expect(await deliveries.record(retrying, dropped)).toBe(true);
  expect(await deliveries.record(retrying, { ...dropped, state: 'retrying' })).toBe(false);
});

it('records a success whatever the row says', async () => {
  await deliveries.record(retrying, undefined);
  expect(await deliveries.record(delivered, undefined)).toBe(true);
  expect(await deliveries.get(delivered)).toStrictEqual(delivered);
});
