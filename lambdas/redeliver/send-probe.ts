import { pagesOf } from '../core/delivery/pages.ts';
import type { WaitingDelivery } from '../core/delivery/ports.ts';
import type { EndpointState } from '../core/endpoint/state.ts';
import type { RedeliverDeps } from './deps.ts';
import { readRows } from './read-rows.ts';
import { sendRows } from './send-rows.ts';
import type { Task } from './task.ts';

/**
 * Sends the oldest parked delivery of a failing endpoint as its next probe.
 *
 * One that has been attempted before keeps to its own schedule, so probing exhausts no delivery earlier
 * than it would have been. Whether it becomes the prober is decided when the sender gets it.
 */
export const sendProbe = async (
  { endpointId }: EndpointState,
  deps: RedeliverDeps,
  task: Task,
): Promise<void> => {
  const to = new Date(deps.nowMs()).toISOString();
  const range = { endpointId, from: '', to, states: ['parked'] } as const;
  for await (const entries of pagesOf((startKey) => deps.index.ofEndpoint(range, startKey))) {
    for (const entry of entries.filter((one) => mayBeAttempted(one, deps))) {
      const [row] = await readRows([entry], deps, task);
      if (row?.state === 'parked' && (await sendRows([row], deps, task)) > 0) return;
      if (task.isOver()) return;
    }
  }
};

const mayBeAttempted = (
  { attemptCount, updatedAt }: WaitingDelivery,
  { scheduleSeconds, nowMs }: RedeliverDeps,
): boolean => {
  if (attemptCount === 0) return true;
  const stepSeconds = scheduleSeconds[attemptCount - 1] ?? Number.POSITIVE_INFINITY;
  return Date.parse(updatedAt) + stepSeconds * 1000 <= nowMs();
};
