import { parkMs } from '../core/delivery/backoff.ts';
import { recordParking } from '../core/delivery/row.ts';
import { notePark, PROBE_WAIT_MS } from '../core/endpoint/changes.ts';
import type { EndpointState } from '../core/endpoint/state.ts';
import type { BatchOutcome } from '../core/function/batch-outcome.ts';
import { deferMessage } from './defer-message.ts';
import type { SenderDeps } from './deps.ts';
import type { OpenDelivery } from './open-delivery.ts';

/**
 * Parks a delivery in its row, without an attempt, until its endpoint recovers.
 *
 * The endpoint learns of it first, so that a drain finds it even if its prober has just succeeded. It
 * must have been read just now: a drain that an older reading shows may have ended.
 */
export const parkDelivery = async (
  { record, message, previous, attemptsBefore: attemptCount }: OpenDelivery,
  endpoint: EndpointState,
  deps: SenderDeps,
): Promise<BatchOutcome> => {
  const { deliveries, endpoints, metrics, nowMs, random } = deps;
  const base = { message, previous, nowMs: nowMs() };
  if (endpoint.drainSince === undefined) {
    const change = notePark(endpoint, base.nowMs);
    const noted = await endpoints.change(endpoint.endpointId, change);
    if (noted === undefined) return deferMessage(record, PROBE_WAIT_MS, deps);
  }
  const waitMs = parkMs(endpoint.failingSince, base.nowMs, random());
  const row = recordParking(base, { attemptCount, waitMs });
  if (!(await deliveries.record(row, previous))) return 'again';
  metrics.count('DeliveryParked');
  return 'done';
};
