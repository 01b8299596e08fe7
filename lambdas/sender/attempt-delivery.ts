import type { SQSRecord } from 'aws-lambda';
import type { BatchOutcome } from '../core/batch-outcome.ts';
import { type Delivery, type DeliveryDecision, decideDelivery } from '../core/delivery.ts';
import type { DeliveryMessage } from '../core/delivery-message.ts';
import { type AttemptResult, recordAttempt } from '../core/delivery-record.ts';
import type { WebhookAnswer } from '../core/webhook-answer.ts';
import type { SenderDeps } from './deps.ts';
import { postWebhook } from './post-webhook.ts';
import { leaveToDeadLetters, MAX_QUEUE_WAIT_MS, putOff } from './put-off.ts';

/** A message that is to be sent now. */
export interface DueDelivery {
  readonly record: SQSRecord;
  readonly message: DeliveryMessage;
  readonly previous: Delivery | undefined;
  readonly attemptCount: number;
}

/** Sends a webhook once, records what came of it, and does what follows. */
export const attemptDelivery = async (
  due: DueDelivery,
  deps: SenderDeps,
): Promise<BatchOutcome> => {
  const { message, previous, attemptCount } = due;
  const startedMs = deps.nowMs();
  const answer = await postWebhook(message, deps);
  const nowMs = deps.nowMs();
  const decision = decide({ answer, attemptCount, nowMs }, deps);
  const result = { startedMs, attemptCount, answer, decision };
  const row = recordAttempt({ message, previous, nowMs }, result);
  deps.metrics.milliseconds('DeliveryLatency', nowMs - startedMs);
  report(due, result, deps);
  // Somebody else has recorded this delivery meanwhile: look at it again later.
  if (!(await deps.deliveries.record(row, previous))) return 'again';
  return follow(due, decision, deps);
};

const decide = (
  given: { readonly answer: WebhookAnswer; readonly attemptCount: number; readonly nowMs: number },
  { scheduleSeconds, random }: SenderDeps,
): DeliveryDecision => {
  const decision = decideDelivery({ ...given, scheduleSeconds, random: random() });
  return decision.kind === 'retry'
    ? { kind: 'retry', delayMs: Math.min(decision.delayMs, MAX_QUEUE_WAIT_MS) }
    : decision;
};

const report = (
  { message: { eventId, endpointId } }: DueDelivery,
  { answer, attemptCount, decision }: AttemptResult,
  { log, metrics }: SenderDeps,
): void => {
  if (decision.kind === 'delivered') {
    metrics.count('DeliverySucceeded');
    return;
  }
  metrics.count('DeliveryFailed');
  const fields =
    answer.kind === 'answered' ? { statusCode: answer.statusCode } : { failure: answer.failure };
  log.warn('delivery.failed', {
    eventId,
    endpointId,
    attemptCount,
    next: decision.kind,
    ...fields,
  });
};

const follow = async (
  { record, message: { endpointId } }: DueDelivery,
  decision: DeliveryDecision,
  deps: SenderDeps,
): Promise<BatchOutcome> => {
  switch (decision.kind) {
    case 'delivered':
      return 'done';
    case 'retry':
      return putOff(record, decision.delayMs, deps);
    case 'exhausted':
      deps.metrics.count('DeliveryExhausted');
      return leaveToDeadLetters(record, deps);
    case 'disable':
      await disable(endpointId, decision.reason, deps);
      return 'done';
  }
};

const disable = async (
  endpointId: string,
  reason: string,
  { endpointSwitch, log, metrics }: SenderDeps,
): Promise<void> => {
  metrics.count('DeliveryDropped');
  if (!(await endpointSwitch.disable(endpointId, reason))) return;
  metrics.count('EndpointDisabled');
  log.warn('endpoint.disabled', { endpointId, reason });
};
