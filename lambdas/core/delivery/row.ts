import * as z from 'zod/mini';
import { GroupOrigin, JobOrigin } from '../event/origin.ts';
import { parseJson } from '../json.ts';
import type { WebhookAnswer } from './answer.ts';
import type { Attempt, Delivery, DeliveryDecision } from './delivery.ts';
import { dueShardOf } from './lease.ts';
import type { DeliveryMessage } from './message.ts';

const KEPT_ATTEMPTS = 10;
const RETENTION_SECONDS = 30 * 86_400;

const JobEventBody = z.object({ data: JobOrigin });
const GroupEventBody = z.object({ data: GroupOrigin });

/**
 * The longest wait in the queue: waiting messages count as in flight, and 120,000 of those stop it.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
export const MAX_QUEUE_WAIT_MS = 15 * 60_000;

/** A delivery's message, the row it had, and the time: what every new row starts from. */
export interface RecordBase {
  readonly message: DeliveryMessage;
  readonly previous: Delivery | undefined;
  readonly nowMs: number;
}

/** One attempt and what was decided on it. */
export interface AttemptResult {
  readonly startedMs: number;
  readonly attemptCount: number;
  readonly answer: WebhookAnswer;
  readonly decision: DeliveryDecision;
}

/**
 * The row after an attempt. It keeps the last ten attempts, and the body until delivered.
 *
 * An exhausted delivery is due at once, so that `redeliver` reliably notifies operators.
 */
export const recordAttempt = (base: RecordBase, result: AttemptResult): Delivery => {
  const { attemptCount, decision } = result;
  const attempts = [...(base.previous?.attempts ?? []), toAttempt(result, base.nowMs)].slice(
    -KEPT_ATTEMPTS,
  );
  const counted = { attempts, attemptCount };
  switch (decision.kind) {
    case 'delivered':
      return { ...identity(base), ...counted, ...originOf(base.message), state: 'delivered' };
    case 'retry':
      return { ...undelivered(base), ...counted, ...waiting(base, decision.delayMs) };
    case 'exhausted':
      return { ...undelivered(base), ...counted, ...inTable(base, 0), state: 'exhausted' };
    case 'disable':
      return { ...undelivered(base), ...counted, state: 'dropped', dropReason: decision.reason };
  }
};

/** The row of a delivery that waits until its endpoint recovers, or at most for `waitMs`. */
export const recordParking = (
  base: RecordBase,
  { attemptCount, waitMs }: { readonly attemptCount: number; readonly waitMs: number },
): Delivery => ({
  ...undelivered(base),
  ...inTable(base, waitMs),
  attempts: base.previous?.attempts ?? [],
  attemptCount,
  state: 'parked',
});

/** The row of a delivery that ends without an attempt. */
export const recordDrop = (base: RecordBase, dropReason: string): Delivery => ({
  ...undelivered(base),
  attempts: base.previous?.attempts ?? [],
  attemptCount: base.previous?.attemptCount ?? 0,
  state: 'dropped',
  dropReason,
});

const toAttempt = ({ startedMs, answer }: AttemptResult, nowMs: number): Attempt => {
  const time = { at: instant(startedMs), durationMs: nowMs - startedMs };
  if (answer.kind === 'failed') return { ...time, error: `${answer.failure}: ${answer.message}` };
  const { statusCode, excerpt } = answer;
  return { ...time, statusCode, ...(excerpt === '' ? {} : { excerpt }) };
};

const waiting = (base: RecordBase, delayMs: number) => {
  const { dueShard, nextAttemptAt } = inTable(base, delayMs);
  const state = 'retrying' as const;
  return delayMs > MAX_QUEUE_WAIT_MS
    ? { state, dueShard, nextAttemptAt }
    : { state, nextAttemptAt };
};

const inTable = ({ message, nowMs }: RecordBase, waitMs: number) => ({
  dueShard: dueShardOf(message.eventId),
  nextAttemptAt: instant(nowMs + waitMs),
});

const undelivered = (base: RecordBase) => ({
  ...identity(base),
  updatedAt: instant(base.nowMs),
  body: base.message.body,
});

const identity = ({ message, previous, nowMs }: RecordBase) => {
  const { eventId, endpointId, eventType, replay = previous?.replay } = message;
  return {
    eventId,
    endpointId,
    eventType,
    expireAt: Math.floor(nowMs / 1000) + RETENTION_SECONDS,
    ...(replay === undefined ? {} : { replay }),
  };
};

// A delivered row has no body any more; a replay rebuilds it from here.
const originOf = ({ body }: DeliveryMessage): Pick<Delivery, 'origin' | 'groupOrigin'> => {
  const event = parseJson(body);
  const { data: ofJob } = JobEventBody.safeParse(event);
  if (ofJob !== undefined) return { origin: ofJob.data };
  const { data: ofGroup } = GroupEventBody.safeParse(event);
  return ofGroup === undefined ? {} : { groupOrigin: ofGroup.data };
};

const instant = (ms: number): string => new Date(ms).toISOString();
