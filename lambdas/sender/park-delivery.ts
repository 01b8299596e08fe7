import type { BatchOutcome } from '../core/batch-outcome.ts';
import { recordParking } from '../core/delivery-record.ts';
import { parkMs } from '../core/park.ts';
import type { EndpointState } from '../core/probe-state.ts';
import type { SenderDeps } from './deps.ts';
import type { OpenDelivery } from './open-delivery.ts';

/** Parks a delivery in its row, without an attempt, until its endpoint recovers. */
export const parkDelivery = async (
  { message, previous, attemptsBefore: attemptCount }: OpenDelivery,
  { failingSince }: EndpointState,
  { deliveries, metrics, nowMs, random }: SenderDeps,
): Promise<BatchOutcome> => {
  const base = { message, previous, nowMs: nowMs() };
  const waitMs = parkMs(failingSince, base.nowMs, random());
  const row = recordParking(base, { attemptCount, waitMs });
  if (!(await deliveries.record(row, previous))) return 'again';
  metrics.count('DeliveryParked');
  return 'done';
};
