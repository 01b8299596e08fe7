import { describe, expect, it } from 'vitest';
import { failedPost } from '../../../../lambdas/core/delivery/answer.ts';
import { Delivery, type DeliveryDecision } from '../../../../lambdas/core/delivery/delivery.ts';
import { recordAttempt, recordDrop, recordParking } from '../../../../lambdas/core/delivery/row.ts';
import { aDeliveryMessage, answered } from '../../../support/sender-world.ts';

const nowMs = Date.parse('2026-03-14T09:26:54.000Z');
const message = aDeliveryMessage();
const slowdown = { isOverloaded: false, atLeastMs: 0 };

const attempt = (decision: DeliveryDecision, previous?: Delivery, attemptCount = 1) =>
  recordAttempt(
    { message, previous, nowMs },
    { startedMs: nowMs - 40, attemptCount, answer: answered(500), decision },
  );

describe('recordAttempt', () => {
  it.each<[DeliveryDecision, object]>([
    [
      { kind: 'retry', delayMs: 5000, slowdown },
      { state: 'retrying', nextAttemptAt: '2026-03-14T09:26:59.000Z' },
    ],
    [
      { kind: 'retry', delayMs: 900_001, slowdown },
      { state: 'retrying', nextAttemptAt: '2026-03-14T09:41:54.001Z', dueShard: '7' },
    ],
    [
      { kind: 'exhausted', slowdown },
      { state: 'exhausted', nextAttemptAt: '2026-03-14T09:26:54.000Z', dueShard: '7' },
    ],
    [
      { kind: 'disable', reason: 'gone' },
      { state: 'dropped', dropReason: 'gone' },
    ],
  ])('keeps the body and a place in the index for %j', (decision, expected) => {
    expect(attempt(decision)).toStrictEqual({
      eventId: 'evt_1',
      endpointId: 'ep_1',
      eventType: 'glacier.job.succeeded',
      body: message.body,
      updatedAt: '2026-03-14T09:26:54.000Z',
      expireAt: nowMs / 1000 + 30 * 86_400,
      attempts: [
        { at: '2026-03-14T09:26:53.960Z', durationMs: 40, statusCode: 500, excerpt: 'hello' },
      ],
      attemptCount: 1,
      ...expected,
    });
  });

  it('lets go of the body and of what was planned once it is delivered', () => {
    const retrying = attempt({ kind: 'retry', delayMs: 1, slowdown });
    const delivered = attempt({ kind: 'delivered' }, retrying, 2);
    expect(delivered).toMatchObject({ state: 'delivered', attemptCount: 2 });
    expect(Object.keys(delivered)).not.toEqual(expect.arrayContaining(['body']));
    expect(Object.keys(delivered)).not.toEqual(expect.arrayContaining(['updatedAt']));
    expect(Object.keys(delivered)).not.toEqual(expect.arrayContaining(['nextAttemptAt']));
  });

  it('keeps the last ten attempts', () => {
    let row: Delivery | undefined;
    for (let count = 1; count <= 12; count += 1) {
      row = recordAttempt(
        { message, previous: row, nowMs: nowMs + count },
        {
          startedMs: nowMs + count,
          attemptCount: count,
          answer: failedPost('timeout', `attempt ${count}`),
          decision: { kind: 'retry', delayMs: 1, slowdown },
        },
      );
    }
    expect(row?.attempts).toHaveLength(10);
    expect(row?.attempts[0]?.error).toBe('timeout: attempt 3');
    expect(row?.attemptCount).toBe(12);
  });

  it('stays far below the size limit of an item however much the receiver says', () => {
    const excerpt = '€'.repeat(341);
    let row: Delivery | undefined;
    for (let count = 1; count <= 12; count += 1) {
      row = recordAttempt(
        { message: aDeliveryMessage({ body: 'x'.repeat(20_000) }), previous: row, nowMs },
        {
          startedMs: nowMs,
          attemptCount: count,
          answer: { kind: 'answered', statusCode: 500, excerpt },
          decision: { kind: 'retry', delayMs: 1, slowdown },
        },
      );
    }
    expect(JSON.stringify(row).length).toBeLessThan(40_000);
  });
});

it('keeps of a delivered event where it can be built again from', () => {
  const origin = { vaultArn: 'arn:aws:glacier:eu-west-1:1:vaults/a', jobId: 'j', sequence: 2 };
  const record = (body: string) =>
    recordAttempt(
      { message: aDeliveryMessage({ body }), previous: undefined, nowMs },
      { startedMs: nowMs, attemptCount: 1, answer: answered(200), decision: { kind: 'delivered' } },
    );
  expect(record(JSON.stringify({ data: { ...origin, more: true } })).origin).toStrictEqual(origin);
  expect(record('{"data":{"endpointId":"ep_1"}}')).not.toHaveProperty('origin');
  expect(record('not JSON')).not.toHaveProperty('origin');
  const groupOrigin = { group: 'g', openedAt: '2026-03-14T03:40:20.000Z', sequence: 2 };
  const ofGroup = record(JSON.stringify({ data: { ...groupOrigin, counts: {} } }));
  expect(ofGroup).toMatchObject({ groupOrigin });
  expect(ofGroup).not.toHaveProperty('origin');
});

it('recordParking keeps what was tried before, and comes back by itself', () => {
  const retrying = attempt({ kind: 'retry', delayMs: 1, slowdown }, undefined, 3);
  const base = { message: aDeliveryMessage({ replay: 'order-1' }), previous: retrying, nowMs };
  const parked = recordParking(base, { attemptCount: 3, waitMs: 60_000 });
  expect(parked).toMatchObject({
    state: 'parked',
    attemptCount: 3,
    attempts: retrying.attempts,
    body: message.body,
    nextAttemptAt: '2026-03-14T09:27:54.000Z',
    dueShard: '7',
    replay: 'order-1',
  });
  expect(Delivery.parse(parked)).toStrictEqual(parked);
});

it('recordDrop keeps what was tried before', () => {
  const retrying = attempt({ kind: 'retry', delayMs: 1, slowdown }, undefined, 3);
  const dropped = recordDrop({ message, previous: retrying, nowMs }, 'the endpoint is disabled');
  expect(dropped).toMatchObject({
    state: 'dropped',
    dropReason: 'the endpoint is disabled',
    attemptCount: 3,
    attempts: retrying.attempts,
    body: message.body,
  });
  expect(Delivery.parse(dropped)).toStrictEqual(dropped);
});
