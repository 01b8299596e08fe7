import type { WaitingDelivery } from '../core/delivery-ports.ts';
import type { EndpointState } from '../core/probe-state.ts';
import type { RedeliverDeps } from './deps.ts';
import { sendRows } from './send-rows.ts';

/**
 * Sends the oldest parked delivery of a failing endpoint as its next probe.
 *
 * One that has been attempted before keeps to its own schedule, so probing exhausts no delivery earlier
 * than it would have been. Whether it becomes the prober is decided when the sender gets it.
 */
export const sendProbe = async (
  { endpointId }: EndpointState,
  deps: RedeliverDeps,
): Promise<void> => {
  const to = new Date(deps.nowMs()).toISOString();
  const { entries } = await deps.index.ofEndpoint({ endpointId, from: '', to, states: ['parked'] });
  const chosen = entries.find((entry) => mayBeAttempted(entry, deps));
  const row = chosen && (await deps.deliveries.get(chosen));
  if (row?.state === 'parked') await sendRows([row], deps);
};

const mayBeAttempted = (
  { attemptCount, updatedAt }: WaitingDelivery,
  { scheduleSeconds, nowMs }: RedeliverDeps,
): boolean => {
  if (attemptCount === 0) return true;
  const stepSeconds = scheduleSeconds[attemptCount - 1] ?? Number.POSITIVE_INFINITY;
  return Date.parse(updatedAt) + stepSeconds * 1000 <= nowMs();
};
