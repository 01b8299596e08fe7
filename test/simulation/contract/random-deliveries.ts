import * as fc from 'fast-check';
import type { WebhookAnswer } from '../../../lambdas/core/delivery/answer.ts';
import type { Delivery, DeliveryDecision } from '../../../lambdas/core/delivery/delivery.ts';
import { underLease, withoutDue } from '../../../lambdas/core/delivery/lease.ts';
import {
  type RecordBase,
  recordAttempt,
  recordDrop,
  recordParking,
} from '../../../lambdas/core/delivery/row.ts';

/** The instant that random rows are written about. */
export const BASE_MS = Date.parse('2026-03-14T08:00:00.000Z');

/** Few events, two of them in one shard; the id of one begins those of the others. */
export const EVENT_IDS = ['evt', 'evt0', 'evt1'];
export const ENDPOINT_IDS = ['ep_1', 'ep_10'];

const SLOWDOWN = { isOverloaded: false, atLeastMs: 0 };
const DECISIONS: readonly DeliveryDecision[] = [
  { kind: 'delivered' },
  { kind: 'retry', delayMs: 60_000, slowdown: SLOWDOWN },
  { kind: 'retry', delayMs: 3_600_000, slowdown: SLOWDOWN },
  { kind: 'exhausted', slowdown: SLOWDOWN },
  { kind: 'disable', reason: 'the receiver answered 410 Gone' },
];

const ANSWERS: readonly WebhookAnswer[] = [
  { kind: 'answered', statusCode: 500, retryAfter: undefined, excerpt: 'no' },
  { kind: 'failed', failure: 'reset', message: 'the connection was reset' },
];

/** Makes a row of the previous one. */
type Make = (base: RecordBase) => Delivery;

const attempt = fc.tuple(fc.constantFrom(...DECISIONS), fc.constantFrom(...ANSWERS)).map(
  ([decision, answer]): Make =>
    (base) => {
      const attemptCount = (base.previous?.attemptCount ?? 0) + 1;
      return recordAttempt(base, { startedMs: base.nowMs - 100, attemptCount, answer, decision });
    },
);

const park = fc.constantFrom(0, 60_000, 86_400_000).map(
  (waitMs): Make =>
    (base) => {
      return recordParking(base, { attemptCount: base.previous?.attemptCount ?? 0, waitMs });
    },
);

const drop: Make = (base) => recordDrop(base, 'the endpoint was removed');

/** What `redeliver` and the sender make of a row that is there. */
const change = fc.constantFrom<Make>(
  drop,
  ({ previous, nowMs, ...base }) =>
    previous ? underLease(previous, nowMs) : drop({ ...base, previous, nowMs }),
  (base) => (base.previous ? withoutDue(base.previous) : drop(base)),
);

/** A write of the sender or of `redeliver`, at one of few instants. */
export const randomRow = fc.record({
  // Most writes are of one row, so that writers meet.
  eventId: fc.constantFrom(...EVENT_IDS, 'evt', 'evt'),
  endpointId: fc.constantFrom(...ENDPOINT_IDS, 'ep_1', 'ep_1'),
  make: fc.oneof({ arbitrary: attempt, weight: 2 }, park, change),
  nowMs: fc.constantFrom(0, 1, 30, 60).map((minutes) => BASE_MS + minutes * 60_000),
  replay: fc.constantFrom(undefined, 'order-1'),
  /** A member that only a later version knows, on a row that is new. */
  later: fc.constantFrom({}, { later: { wasAdded: [1, 'ü'] } }),
});

type RandomRow = typeof randomRow extends fc.Arbitrary<infer Value> ? Value : never;

/** The row that a write makes of the previous one. */
export const nextRow = (random: RandomRow, previous: Delivery | undefined): Delivery => {
  const { eventId, endpointId, nowMs, make, later, replay } = random;
  const body = JSON.stringify({ data: { vaultArn: 'arn', jobId: 'job', sequence: 2 } });
  const message = { eventId, endpointId, eventType: 'glacier.job.succeeded', body, replay };
  return { ...make({ message, previous, nowMs }), ...(previous ? {} : later) };
};
