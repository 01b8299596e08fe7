import type { Attempt, Delivery, DeliveryDecision } from './delivery.ts';
import type { DeliveryMessage } from './delivery-message.ts';
import type { WebhookAnswer } from './webhook-answer.ts';

const KEPT_ATTEMPTS = 10;
const RETENTION_SECONDS = 30 * 86_400;

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

/** The row that tells of an attempt. It keeps the last ten attempts, and the body until delivered. */
export const recordAttempt = (base: RecordBase, result: AttemptResult): Delivery => {
  const { attemptCount, decision } = result;
  const attempts = [...(base.previous?.attempts ?? []), toAttempt(result, base.nowMs)].slice(
    -KEPT_ATTEMPTS,
  );
  const counted = { attempts, attemptCount };
  switch (decision.kind) {
    case 'delivered':
      return { ...identity(base), ...counted, state: 'delivered' };
    case 'retry': {
      const nextAttemptAt = instant(base.nowMs + decision.delayMs);
      return { ...undelivered(base), ...counted, state: 'retrying', nextAttemptAt };
    }
    case 'exhausted':
      return { ...undelivered(base), ...counted, state: 'exhausted' };
    case 'disable':
      return { ...undelivered(base), ...counted, state: 'dropped', dropReason: decision.reason };
  }
};

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

const undelivered = (base: RecordBase) => ({
  ...identity(base),
  updatedAt: instant(base.nowMs),
  body: base.message.body,
});

const identity = ({ message: { eventId, endpointId, eventType }, nowMs }: RecordBase) => ({
  eventId,
  endpointId,
  eventType,
  expireAt: Math.floor(nowMs / 1000) + RETENTION_SECONDS,
});

const instant = (ms: number): string => new Date(ms).toISOString();
