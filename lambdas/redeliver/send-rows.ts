import type { Delivery } from '../core/delivery/delivery.ts';
import { leasedMessage, underLease } from '../core/delivery/lease.ts';
import type { DeliveryMessage } from '../core/delivery/message.ts';
import type { RedeliverDeps } from './deps.ts';
import type { Task } from './task.ts';

/**
 * Takes rows under a new lease and sends them to the queue; gives the number taken.
 *
 * The lease comes first. After a crash in between, or where the queue refuses a message, the row is due
 * again when the lease has run out, so it is late but not lost.
 */
export const sendRows = async (
  rows: readonly Delivery[],
  deps: RedeliverDeps,
  { tolerate }: Task,
): Promise<number> => {
  const taken = await Promise.all(rows.map((row) => tolerate(take(row, deps))));
  const messages = taken.filter((message) => message !== undefined);
  if (messages.length > 0) await tolerate(sendLeased(messages, deps), messages.length);
  return messages.length;
};

const sendLeased = async (
  messages: readonly DeliveryMessage[],
  deps: RedeliverDeps,
): Promise<void> => {
  const refused = await deps.queue.send(messages);
  for (const { index, reason } of refused) {
    const { eventId, endpointId } = messages[index] ?? {};
    deps.log.warn('redelivery.refused', { eventId, endpointId, reason });
  }
  deps.metrics.count('DeliveryRedelivered', messages.length - refused.length);
};

const take = async (
  row: Delivery,
  { deliveries, nowMs }: RedeliverDeps,
): Promise<DeliveryMessage | undefined> => {
  const leased = underLease(row, nowMs());
  return (await deliveries.record(leased, row)) ? leasedMessage(leased) : undefined;
};
