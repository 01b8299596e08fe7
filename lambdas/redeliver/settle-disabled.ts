import type { Delivery } from '../core/delivery/delivery.ts';
import { endpointDisabledEvent } from '../core/delivery/operator-event.ts';
import { pagesOf } from '../core/delivery/pages.ts';
import { recordDrop } from '../core/delivery/row.ts';
import { markNotified, markSettled } from '../core/endpoint/changes.ts';
import type { EndpointState } from '../core/endpoint/state.ts';
import type { RedeliverDeps } from './deps.ts';
import { readRows } from './read-rows.ts';
import type { Task } from './task.ts';

const DISABLED = { state: 'disabled' };

/** Notifies operators of a disabled endpoint, and drops its parked deliveries. */
export const settleDisabled = async (
  endpoint: EndpointState,
  deps: RedeliverDeps,
  task: Task,
): Promise<void> => {
  const { endpointId, disableNoticePendingSince } = endpoint;
  if (disableNoticePendingSince !== undefined) {
    // Published first: after a crash in between it is published again under the same id.
    await deps.topic.publish(endpointDisabledEvent(endpoint, disableNoticePendingSince));
    await deps.endpoints.change(endpointId, markNotified(disableNoticePendingSince));
  }
  if (endpoint.state !== 'disabled') return;
  if (await dropWaiting(endpoint, deps, task)) {
    await deps.endpoints.change(endpointId, markSettled(endpoint));
  }
};

/** Drops all that waits, for as long as the endpoint is disabled; says whether none is left. */
const dropWaiting = async (
  { endpointId }: EndpointState,
  deps: RedeliverDeps,
  task: Task,
): Promise<boolean> => {
  const to = new Date(deps.nowMs()).toISOString();
  const range = { endpointId, from: '', to, states: ['parked', 'retrying'] } as const;
  for await (const entries of pagesOf((startKey) => deps.index.ofEndpoint(range, startKey))) {
    // A change of nothing fails once an operator has enabled it: then the rest is drained.
    const held = await deps.endpoints.change(endpointId, { when: DISABLED, set: DISABLED });
    if (held === undefined) return false;
    const rows = await readRows(entries, deps, task);
    await Promise.all(rows.filter(isWaiting).map((row) => task.tolerate(drop(row, deps))));
    if (task.isOver()) return false;
  }
  return task.faults.length === 0;
};

const isWaiting = ({ state }: Delivery): boolean => state === 'parked' || state === 'retrying';

const drop = async (row: Delivery, { deliveries, metrics, nowMs }: RedeliverDeps) => {
  const { eventId, endpointId, eventType, body = '' } = row;
  const message = { eventId, endpointId, eventType, body };
  const base = { message, previous: row, nowMs: nowMs() };
  const dropped = recordDrop(base, 'the endpoint was disabled');
  if (await deliveries.record(dropped, row)) metrics.count('DeliveryDropped');
};
