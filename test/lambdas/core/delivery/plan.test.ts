import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../../lambdas/core/delivery/delivery.ts';
import { type DeliveryMessage, orderId } from '../../../../lambdas/core/delivery/message.ts';
import { planDelivery } from '../../../../lambdas/core/delivery/plan.ts';
import { aDeliveryMessage } from '../../../support/sender-world.ts';

const nowMs = Date.parse('2026-03-14T09:26:54.000Z');
const later = '2026-03-14T09:30:00.000Z';
const finished = { kind: 'finished' };
const proceed = (attemptsBefore: number) => ({ kind: 'proceed', attemptsBefore });

const row = (changes: Partial<Delivery>): Delivery => ({
  eventId: 'evt_1',
  endpointId: 'ep_1',
  eventType: 'glacier.job.succeeded',
  state: 'retrying',
  attempts: [],
  attemptCount: 2,
  expireAt: 0,
  ...changes,
});

const plan = (previous: Delivery | undefined, changes: Partial<DeliveryMessage> = {}) =>
  planDelivery(aDeliveryMessage(changes), previous, nowMs);

describe('planDelivery', () => {
  it.each([
    ['nothing yet', undefined, proceed(0)],
    ['delivered', row({ state: 'delivered' }), finished],
    ['exhausted', row({ state: 'exhausted' }), finished],
    ['dropped', row({ state: 'dropped' }), finished],
    [
      'retrying in the queue and due',
      row({ nextAttemptAt: '2026-03-14T09:26:54.000Z' }),
      proceed(2),
    ],
    [
      'retrying in the queue and not due',
      row({ nextAttemptAt: later }),
      { kind: 'wait', delayMs: 186_000 },
    ],
    ['retrying in the table', row({ dueShard: '1', nextAttemptAt: later }), finished],
    ['parked', row({ state: 'parked', dueShard: '1', nextAttemptAt: later }), finished],
  ])('with a row that says %s', (_, previous, expected) => {
    expect(plan(previous)).toStrictEqual(expected);
  });

  it.each(['retrying', 'parked'] as const)(
    'attempts what is %s in the table by the message under its lease and by no other',
    (state) => {
      const leased = row({ state, dueShard: '1', nextAttemptAt: later });
      expect(plan(leased, { lease: later })).toStrictEqual(proceed(2));
      expect(plan(leased, { lease: '2026-03-14T09:29:00.000Z' })).toStrictEqual(finished);
    },
  );

  it('lets the message that failed under a lease come back after its short wait', () => {
    const waiting = row({ nextAttemptAt: '2026-03-14T09:26:53.000Z' });
    expect(plan(waiting, { lease: later })).toStrictEqual(proceed(2));
  });

  it.each([
    ['delivered', false],
    ['retrying', false],
    ['parked', false],
    ['exhausted', true],
    ['dropped', true],
  ] as const)(
    'of a message for whoever is missing the event, starts over what is %s: %j',
    (state, isSent) => {
      const before = row({ state, dueShard: '1', nextAttemptAt: later, replay: 'order-9' });
      expect(plan(before, { missing: true })).toStrictEqual(isSent ? proceed(0) : finished);
    },
  );

  it.each(['delivered', 'exhausted', 'dropped', 'retrying', 'parked'] as const)(
    'starts %s over for a newer order to replay, once only, and for no older one',
    (state) => {
      const [older, known, newer] = [1, 2, 3].map((ms) => orderId(nowMs + ms, 'x'));
      const before = row({ state, dueShard: '1', nextAttemptAt: later, replay: known });
      expect(plan(before, { replay: newer })).toStrictEqual(proceed(0));
      expect(plan(before, { replay: known })).toStrictEqual(finished);
      expect(plan(before, { replay: older })).toStrictEqual(finished);
      const ofEarlierVersion = { ...before, replay: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6' };
      expect(plan(ofEarlierVersion, { replay: known })).toStrictEqual(proceed(0));
      const unordered = row({ state, dueShard: '1', nextAttemptAt: later });
      expect(plan(unordered, { replay: older })).toStrictEqual(proceed(0));
    },
  );
});
