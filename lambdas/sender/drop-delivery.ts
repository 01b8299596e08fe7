import { recordDrop } from '../core/delivery/row.ts';
import type { BatchOutcome } from '../core/function/batch-outcome.ts';
import type { SenderDeps } from './deps.ts';
import type { OpenDelivery } from './open-delivery.ts';

/** Drops a delivery without a receiver; it can be replayed for 30 days. */
export const dropDelivery = async (
  { message, previous }: OpenDelivery,
  reason: string,
  { deliveries, log, metrics, nowMs }: SenderDeps,
): Promise<BatchOutcome> => {
  const row = recordDrop({ message, previous, nowMs: nowMs() }, reason);
  if (!(await deliveries.record(row, previous))) return 'again';
  const { eventId, endpointId } = message;
  metrics.count('DeliveryDropped');
  log.warn('delivery.dropped', { eventId, endpointId, reason });
  return 'done';
};
