import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { BatchOutcome } from '../core/batch-outcome.ts';
import { type DeliveryMessage, readDeliveryMessage } from '../core/delivery-message.ts';
import { planDelivery } from '../core/delivery-plan.ts';
import { type RecordBase, recordDrop } from '../core/delivery-record.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import type { SenderDeps } from './deps.ts';
import { leaveToDeadLetters, putOff } from './put-off.ts';

/**
 * Sends a batch of deliveries side by side, each answered for itself.
 *
 * A crash between a POST and its record leads to a repeat with the same id, never to a loss.
 */
export const createSender =
  (deps: SenderDeps) =>
  (event: SQSEvent): Promise<PromiseSettledResult<BatchOutcome>[]> =>
    Promise.allSettled(event.Records.map((record) => deliver(record, deps)));

const deliver = async (record: SQSRecord, deps: SenderDeps): Promise<BatchOutcome> => {
  const message = readDeliveryMessage(record.body);
  const { previous, endpoint } = await look(message, deps);
  const nowMs = deps.nowMs();
  const plan = planDelivery({
    previous,
    endpoint,
    isReplay: message.replay === true,
    isFresh: record.attributes.ApproximateReceiveCount === '1',
    nowMs,
  });
  switch (plan.kind) {
    case 'finished':
      return 'done';
    case 'wait':
      return putOff(record, plan.delayMs, deps);
    case 'exhausted':
      return leaveToDeadLetters(record, deps);
    case 'drop':
      return drop({ message, previous, nowMs }, plan.reason, deps);
    case 'attempt': {
      const { attemptCount } = plan;
      return attemptDelivery({ record, message, previous, attemptCount }, deps);
    }
  }
};

const look = async (message: DeliveryMessage, { deliveries, endpoints }: SenderDeps) => {
  const [previous, endpoint] = await Promise.all([
    deliveries.get(message),
    endpoints.get(message.endpointId),
  ]);
  return { previous, endpoint };
};

const drop = async (
  base: RecordBase,
  reason: string,
  { deliveries, log, metrics }: SenderDeps,
): Promise<BatchOutcome> => {
  const { eventId, endpointId } = base.message;
  const isRecorded = await deliveries.record(recordDrop(base, reason), base.previous);
  if (!isRecorded) return 'again';
  metrics.count('DeliveryDropped');
  log.warn('delivery.dropped', { eventId, endpointId, reason });
  return 'done';
};
