import type { Delivery } from '../core/delivery/delivery.ts';
import { withoutDue } from '../core/delivery/lease.ts';
import { deliveryExhaustedEvent } from '../core/delivery/operator-event.ts';
import { pagesOf, readDeliveries } from '../core/delivery/pages.ts';
import type { Deadline, RedeliverDeps } from './deps.ts';
import { sendRows } from './send-rows.ts';

/** Requeues the due deliveries of one shard, and notifies operators of exhausted deliveries. */
export const sendDue = async (
  shard: string,
  deps: RedeliverDeps,
  deadline: Deadline,
): Promise<void> => {
  const at = new Date(deps.nowMs()).toISOString();
  for await (const entries of pagesOf((startKey) => deps.index.due(shard, at, startKey))) {
    const rows = await readDeliveries(entries, deps.deliveries, deps.onUnreadable);
    // The index lags: some of these may have moved on.
    const due = rows.filter((row) => isDue(row, at));
    await Promise.all(due.filter(isExhausted).map((row) => notifyExhausted(row, deps)));
    await sendRows(
      due.filter((row) => !isExhausted(row)),
      deps,
    );
    if (deadline()) return;
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
