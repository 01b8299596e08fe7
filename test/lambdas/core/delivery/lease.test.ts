import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Delivery } from '../../../../lambdas/core/delivery/delivery.ts';
import {
  DUE_SHARDS,
  dueShardOf,
  isLeased,
  leasedMessage,
  underLease,
  withoutDue,
} from '../../../../lambdas/core/delivery/lease.ts';
import { aDeliveryMessage } from '../../../support/sender-world.ts';

const nowMs = Date.parse('2026-03-14T09:26:54.000Z');
const parked: Delivery = {
  ...aDeliveryMessage(),
  state: 'parked',
  attempts: [],
  attemptCount: 0,
  updatedAt: '2026-03-14T09:00:00.000Z',
  nextAttemptAt: '2026-03-14T10:00:00.000Z',
  dueShard: '3',
  expireAt: 0,
};

it('puts every delivery into one of the shards that are looked at', () => {
  fc.assert(fc.property(fc.string(), (eventId) => DUE_SHARDS.includes(dueShardOf(eventId))));
});

it('spreads deliveries over all shards', () => {
  const ids = Array.from({ length: 200 }, (_, n) => `evt_${n * 7919}`);
  expect(new Set(ids.map(dueShardOf)).size).toBe(DUE_SHARDS.length);
});

it('gives a lease of 30 minutes, which its message knows', () => {
  const leased = underLease(parked, nowMs);
  expect(leased.nextAttemptAt).toBe('2026-03-14T09:56:54.000Z');
  expect([isLeased(parked), isLeased(leased)]).toStrictEqual([false, true]);
  expect(leasedMessage(leased)).toStrictEqual({
    ...aDeliveryMessage(),
    lease: '2026-03-14T09:56:54.000Z',
  });
});

it('makes no message of a row that has no body', () => {
  expect(leasedMessage({ ...parked, body: undefined })).toBeUndefined();
});

it('takes a row out of the index', () => {
  const kept = withoutDue(parked);
  expect(kept).not.toHaveProperty('dueShard');
  expect(kept).not.toHaveProperty('nextAttemptAt');
  expect(kept).toMatchObject(aDeliveryMessage());
});
