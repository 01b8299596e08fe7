import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../lambdas/core/delivery.ts';
import { planDelivery } from '../../../lambdas/core/delivery-plan.ts';
import { Endpoint } from '../../../lambdas/core/endpoint.ts';

const nowMs = Date.parse('2026-03-14T09:26:54.000Z');
const enabled = Endpoint.parse({ endpointId: 'ep_1', state: 'enabled' });
const disabled = { ...enabled, state: 'disabled' as const };

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

const plan = (previous: Delivery | undefined, changes = {}) =>
  planDelivery({ previous, endpoint: enabled, isReplay: false, isFresh: false, nowMs, ...changes });

const later = '2026-03-14T09:30:00.000Z';

describe('planDelivery', () => {
  it.each([
    ['nothing yet', undefined, { kind: 'attempt', attemptCount: 1 }],
    ['delivered', row({ state: 'delivered' }), { kind: 'finished' }],
    [
      'retrying and due',
      row({ nextAttemptAt: '2026-03-14T09:26:54.000Z' }),
      { kind: 'attempt', attemptCount: 3 },
    ],
    ['retrying and not due', row({ nextAttemptAt: later }), { kind: 'wait', delayMs: 186_000 }],
    ['parked', row({ state: 'parked' }), { kind: 'attempt', attemptCount: 3 }],
    ['exhausted', row({ state: 'exhausted' }), { kind: 'exhausted' }],
    ['dropped', row({ state: 'dropped' }), { kind: 'finished' }],
  ])('with a row that says %s', (_, previous, expected) => {
    expect(plan(previous)).toStrictEqual(expected);
  });

  it.each(['exhausted', 'dropped'] as const)(
    'starts over when a fresh message meets %s',
    (state) => {
      expect(plan(row({ state }), { isFresh: true })).toStrictEqual({
        kind: 'attempt',
        attemptCount: 1,
      });
    },
  );

  it('lets a fresh message wait like any other, but a fresh replay go first', () => {
    const waiting = row({ nextAttemptAt: later });
    expect(plan(waiting, { isFresh: true }).kind).toBe('wait');
    expect(plan(waiting, { isFresh: true, isReplay: true }).kind).toBe('attempt');
    expect(plan(waiting, { isReplay: true }).kind).toBe('wait');
  });

  it('sends what is delivered once more only for a replay', () => {
    const delivered = row({ state: 'delivered' });
    expect(plan(delivered, { isReplay: true })).toStrictEqual({ kind: 'attempt', attemptCount: 1 });
    expect(plan(delivered, { isFresh: true })).toStrictEqual({ kind: 'finished' });
  });

  it.each([
    ['removed', undefined, 'the endpoint was removed'],
    ['disabled', disabled, 'the endpoint is disabled'],
  ])('drops whatever is open for an endpoint that is %s, once', (_, endpoint, reason) => {
    const open = [undefined, row({}), row({ state: 'parked' }), row({ state: 'exhausted' })];
    for (const previous of open) {
      expect(plan(previous, { endpoint })).toStrictEqual({ kind: 'drop', reason });
    }
    const over = [row({ state: 'dropped' }), row({ state: 'delivered' })];
    for (const previous of over) expect(plan(previous, { endpoint }).kind).toBe('finished');
  });
});
