import type { PostFailure } from '../core/delivery/answer.ts';
import { decideDelivery } from '../core/delivery/delivery.ts';
import { withoutDue } from '../core/delivery/lease.ts';
import { type AttemptResult, MAX_QUEUE_WAIT_MS, recordAttempt } from '../core/delivery/row.ts';
import { PROBE_WAIT_MS, suspectEndpoint, yieldProbe } from '../core/endpoint/changes.ts';
import { earlyTimeoutMs } from '../core/endpoint/circuit.ts';
import type { BatchOutcome } from '../core/function/batch-outcome.ts';
import type { Admitted } from './admit.ts';
import { deferMessage } from './defer-message.ts';
import type { SenderDeps } from './deps.ts';
import { noteOutcome } from './note-outcome.ts';
import type { OpenDelivery } from './open-delivery.ts';
import { postWebhook } from './post-webhook.ts';

const DEFER_MS = 5000;
/** From this receive on, trouble of the sender counts as a failure: a delivery must come to an end. */
const MAX_RECEIVES = 10;

/**
 * Sends a webhook once, records the result, and acts on it.
 *
 * A healthy endpoint that is much slower than usual becomes suspect: the sender hangs up, counts no
 * attempt, and retries the delivery with the full timeout. A test has the full timeout at once.
 */
export const attemptDelivery = async (
  delivery: OpenDelivery,
  admitted: Admitted,
  deps: SenderDeps,
): Promise<BatchOutcome> => {
  const { endpoint, probe } = admitted;
  const { once } = delivery.message;
  const earlyTimeout = once || probe ? undefined : earlyTimeoutMs(endpoint, deps.timeoutMs);
  const begunMs = deps.nowMs();
  const answer = await postWebhook(delivery.message, endpoint, deps, earlyTimeout);
  const startedMs = begunMs + (answer.lostMs ?? 0);
  const nowMs = deps.nowMs();
  const isSlow = answer.kind === 'failed' && answer.failure === 'timeout' && !answer.isSenderFault;
  if (earlyTimeout !== undefined && isSlow) return markSuspect(delivery, nowMs, deps);
  if (answer.kind === 'failed' && answer.isSenderFault && isDeferrable(delivery)) {
    return defer(delivery, { admitted, failure: answer.failure }, deps);
  }
  const attemptCount = delivery.attemptsBefore + 1;
  const scheduleSeconds = once ? [] : deps.scheduleSeconds;
  const decision = decideDelivery({
    answer,
    attemptCount,
    scheduleSeconds,
    nowMs,
    random: deps.random(),
  });
  const result = { startedMs, attemptCount, answer, decision };
  report(delivery, result, deps);
  deps.metrics.milliseconds('DeliveryLatency', nowMs - startedMs);
  return keep(delivery, { admitted, result, nowMs }, deps);
};

const markSuspect = async (
  { record, message: { eventId, endpointId } }: OpenDelivery,
  nowMs: number,
  deps: SenderDeps,
): Promise<BatchOutcome> => {
  await deps.endpoints.change(endpointId, suspectEndpoint(nowMs));
  deps.metrics.count('EndpointSuspect');
  deps.log.warn('endpoint.suspect', { eventId, endpointId });
  return deferMessage(record, PROBE_WAIT_MS, deps);
};

const isDeferrable = ({ record, message }: OpenDelivery): boolean =>
  !message.once && Number(record.attributes.ApproximateReceiveCount) < MAX_RECEIVES;

/** Trouble of the sender's own says nothing about the endpoint: nothing is counted. */
const defer = async (
  { record, message: { eventId, endpointId } }: OpenDelivery,
  { admitted: { probe }, failure }: { readonly admitted: Admitted; readonly failure: PostFailure },
  deps: SenderDeps,
): Promise<BatchOutcome> => {
  deps.log.warn('delivery.deferred', { eventId, endpointId, failure });
  deps.metrics.count('DeliveryDeferred');
  if (probe?.lease !== undefined) {
    await deps.endpoints.change(endpointId, yieldProbe(probe.lease, deps.nowMs()));
  }
  return deferMessage(record, DEFER_MS * Number(record.attributes.ApproximateReceiveCount), deps);
};

interface Outcome {
  readonly admitted: Admitted;
  readonly result: AttemptResult;
  readonly nowMs: number;
}

const keep = async (
  delivery: OpenDelivery,
  { admitted, result, nowMs }: Outcome,
  deps: SenderDeps,
): Promise<BatchOutcome> => {
  const { message, previous } = delivery;
  const recorded = recordAttempt({ message, previous, nowMs }, result);
  // The operator sees the result of a test; no event announces it.
  const row = message.once ? withoutDue(recorded) : recorded;
  const note = () => noteOutcome(admitted, { ...result, nowMs }, deps);
  if (result.decision.kind === 'delivered') {
    await deps.deliveries.record(row, previous);
    await note();
    return 'done';
  }
  // The endpoint first: a crash in between must not leave a receiver that is gone in service.
  await note();
  // Another invocation recorded this delivery meanwhile: check it again later.
  if (!(await deps.deliveries.record(row, previous))) return 'again';
  return follow(delivery, result, deps);
};

const follow = (
  { record, message }: OpenDelivery,
  { decision }: AttemptResult,
  deps: SenderDeps,
): BatchOutcome | Promise<BatchOutcome> => {
  if (decision.kind === 'retry' && decision.delayMs <= MAX_QUEUE_WAIT_MS) {
    return deferMessage(record, decision.delayMs, deps);
  }
  if (decision.kind === 'exhausted' && !message.once) deps.metrics.count('DeliveryExhausted');
  if (decision.kind === 'disable') deps.metrics.count('DeliveryDropped');
  return 'done';
};

const report = (
  { message: { eventId, endpointId } }: OpenDelivery,
  { answer, attemptCount, decision }: AttemptResult,
  { log, metrics }: SenderDeps,
): void => {
  if (decision.kind === 'delivered') {
    metrics.count('DeliverySucceeded');
    // The row says as much of a first attempt; a million lines would cost $0.40.
    if (attemptCount > 1) log.info('delivery.succeeded', { eventId, endpointId, attemptCount });
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
