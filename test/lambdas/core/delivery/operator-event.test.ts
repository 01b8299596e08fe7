import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../../lambdas/core/delivery/delivery.ts';
import {
  deliveryExhaustedEvent,
  endpointDisabledEvent,
} from '../../../../lambdas/core/delivery/operator-event.ts';
import { EndpointState } from '../../../../lambdas/core/endpoint/state.ts';
import { buildTestEvent } from '../../../../operations/replay/test-event.ts';
import { eventProblems } from '../../../support/event-schema.ts';

const disabledAt = '2026-03-14T09:26:54.000Z';
const endpoint = EndpointState.parse({
  endpointId: 'ep_1',
  state: 'disabled',
  urlHost: 'receiver.test',
  disabledReason: 'the receiver answered 410 Gone',
  failingSince: '2026-03-14T09:26:53.000Z',
  disableNoticePendingSince: disabledAt,
});
const exhausted: Delivery = {
  eventId: 'evt_MB70fqf0XQpxsn57k5uD04Xd7G_',
  endpointId: 'ep_1',
  eventType: 'glacier.job.succeeded',
  state: 'exhausted',
  attempts: [{ at: '2026-03-14T09:26:53.000Z', durationMs: 3, error: 'timeout: too slow' }],
  attemptCount: 10,
  updatedAt: disabledAt,
  expireAt: 0,
};

describe('an event for operators', () => {
  it('has an id of its own for each endpoint, delivery and instant', () => {
    const later = '2026-03-14T09:26:55.000Z';
    const other = { ...endpoint, endpointId: 'ep_2' };
    const events = [
      endpointDisabledEvent(endpoint, disabledAt),
      endpointDisabledEvent(endpoint, later),
      endpointDisabledEvent(other, disabledAt),
      deliveryExhaustedEvent(exhausted),
      deliveryExhaustedEvent({ ...exhausted, eventId: 'evt_2' }),
      deliveryExhaustedEvent({ ...exhausted, endpointId: 'ep_2' }),
      buildTestEvent('ep_1', disabledAt),
      buildTestEvent('ep_2', disabledAt),
      buildTestEvent('ep_1', later),
    ];
    const ids = events.map((event) => ('id' in event ? event.id : event.eventId));
    expect(new Set(ids).size).toBe(events.length);
    expect(ids[0]).toBe('evt_Mjsg8l1189tRvpoJIBn_kM4goRm');
  });

  it('describes a delivery without an attempt, and one whose last attempt was answered', () => {
    const answered = { at: disabledAt, durationMs: 1, statusCode: 500 };
    const dataOf = (attempts: Delivery['attempts']) =>
      JSON.parse(deliveryExhaustedEvent({ ...exhausted, attempts }).body).data;
    expect(Object.keys(dataOf([]))).toStrictEqual([
      'endpointId',
      'eventId',
      'eventType',
      'attemptCount',
    ]);
    expect(dataOf([answered])).toMatchObject({ lastAttemptAt: disabledAt, lastStatusCode: 500 });
    expect(dataOf([answered])).not.toHaveProperty('lastError');
  });

  it('describes a disabled endpoint as its schema says, with only the host of its URL', () => {
    const event = endpointDisabledEvent(endpoint, disabledAt);
    expect(eventProblems(event.body)).toStrictEqual([]);
    expect(JSON.parse(event.body)).toStrictEqual({
      id: event.id,
      type: 'webhook.endpoint.disabled',
      timestamp: disabledAt,
      data: {
        endpointId: 'ep_1',
        urlHost: 'receiver.test',
        reason: 'the receiver answered 410 Gone',
        failingSince: '2026-03-14T09:26:53.000Z',
      },
    });
  });

  it.each([
    ['no answer', exhausted],
    [
      'an answer',
      {
        ...exhausted,
        attempts: [{ at: '2026-03-14T09:26:53.000Z', durationMs: 3, statusCode: 500 }],
      },
    ],
  ])('describes an exhausted delivery as its schema says, after %s', (_, row) => {
    const event = deliveryExhaustedEvent(row);
    expect(eventProblems(event.body)).toStrictEqual([]);
    expect(JSON.parse(event.body).data).toMatchObject({
      eventId: exhausted.eventId,
      attemptCount: 10,
    });
  });

  it('is the same each time, and another one for another end', () => {
    expect(endpointDisabledEvent({ ...endpoint }, disabledAt)).toStrictEqual(
      endpointDisabledEvent(endpoint, disabledAt),
    );
    const ids = [
      endpointDisabledEvent(endpoint, disabledAt).id,
      endpointDisabledEvent(endpoint, '2026-03-15T09:26:54.000Z').id,
      deliveryExhaustedEvent(exhausted).id,
      deliveryExhaustedEvent({ ...exhausted, endpointId: 'ep_2' }).id,
      deliveryExhaustedEvent({ ...exhausted, updatedAt: '2026-03-15T09:26:54.000Z' }).id,
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('the event webhook.test is what its schema says', () => {
  const { eventId, body } = buildTestEvent('ep_1', disabledAt);
  expect(eventProblems(body)).toStrictEqual([]);
  expect(JSON.parse(body).id).toBe(eventId);
});
