import { isDrained } from '../core/delivery/drain.ts';
import { isLeased } from '../core/delivery/lease.ts';
import type { WaitingDelivery } from '../core/delivery/ports.ts';
import { finishDrain } from '../core/endpoint/changes.ts';
import type { EndpointState } from '../core/endpoint/state.ts';
import { batchesOf } from './batches.ts';
import type { RedeliverDeps } from './deps.ts';
import { readRows } from './read-rows.ts';
import { sendRows } from './send-rows.ts';
import type { Task } from './task.ts';

/** The initial maximum per minute for a receiver that has just recovered. */
const MAX_SENT = 6000;

/**
 * Sends what waits in the table for an endpoint that has recovered, oldest first.
 *
 * Only a run that finds none left, and fails at none, ends the draining, and not before a minute has
 * passed: some senders may have parked until then.
 */
export const drainParked = async (
  endpoint: EndpointState,
  drainSince: string,
  { deps, task }: { readonly deps: RedeliverDeps; readonly task: Task },
): Promise<void> => {
  const { endpointId } = endpoint;
  const startedMs = deps.nowMs();
  const to = new Date(startedMs).toISOString();
  const range = { endpointId, from: drainSince, to, states: ['parked', 'retrying'] } as const;
  let sent = 0;
  for await (const entries of batchesOf((startKey) => deps.index.ofEndpoint(range, startKey))) {
    sent += await sendWaiting(entries, endpoint, { deps, task });
    if (sent >= MAX_SENT || task.isOver()) return;
  }
  const change = finishDrain(endpoint, startedMs);
  if (sent === 0 && task.faults.length === 0 && change)
    await deps.endpoints.change(endpointId, change);
};

const sendWaiting = async (
  entries: readonly WaitingDelivery[],
  endpoint: EndpointState,
  { deps, task }: { readonly deps: RedeliverDeps; readonly task: Task },
): Promise<number> => {
  // What an earlier run has sent is on its way; should its lease run out, it is due by itself.
  const waiting = entries.filter((entry) => !isLeased(entry));
  const rows = await readRows(waiting, deps, task);
  return sendRows(
    rows.filter((row) => isDrained(row, endpoint)),
    deps,
    task,
  );
};
