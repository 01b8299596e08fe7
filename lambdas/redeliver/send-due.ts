import type { Delivery } from '../core/delivery/delivery.ts';
import { withoutDue } from '../core/delivery/lease.ts';
import { deliveryExhaustedEvent } from '../core/delivery/operator-event.ts';
import { batchesOf } from './batches.ts';
import type { RedeliverDeps } from './deps.ts';
import { readRows } from './read-rows.ts';
import { sendRows } from './send-rows.ts';
import type { Task } from './task.ts';

/** Requeues the due deliveries of one shard, and notifies operators of exhausted deliveries. */
export const sendDue = async (shard: string, deps: RedeliverDeps, task: Task): Promise<void> => {
  const at = new Date(deps.nowMs()).toISOString();
  for await (const entries of batchesOf((startKey) => deps.index.due(shard, at, startKey))) {
    const rows = await readRows(entries, deps, task);
    // The index lags: some of these may have moved on.
    const due = rows.filter((row) => isDue(row, at));
    await Promise.all(
      due.filter(isExhausted).map((row) => task.tolerate(notifyExhausted(row, deps))),
    );
    await sendRows(
      due.filter((row) => !isExhausted(row)),
      deps,
      task,
    );
    if (task.isOver()) return;
  }
};

const isDue = ({ dueShard, nextAttemptAt }: Delivery, at: string): boolean =>
  dueShard !== undefined && nextAttemptAt !== undefined && nextAttemptAt <= at;

const isExhausted = ({ state }: Delivery): boolean => state === 'exhausted';

// Published first: after a crash in between it is published again under the same id.
const notifyExhausted = async (row: Delivery, { deliveries, topic }: RedeliverDeps) => {
  await topic.publish(deliveryExhaustedEvent(row));
  await deliveries.record(withoutDue(row), row);
};
