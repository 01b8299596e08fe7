import type { Delivery } from '../core/delivery/delivery.ts';
import { readDeliveries } from '../core/delivery/pages.ts';
import type { DeliveryKey } from '../core/delivery/ports.ts';
import type { RedeliverDeps } from './deps.ts';
import type { Task } from './task.ts';

/** Reads the rows of index entries that are still there; the task tolerates those that cannot be read. */
export const readRows = async (
  entries: readonly DeliveryKey[],
  { deliveries, onUnreadable }: RedeliverDeps,
  { tolerate }: Task,
): Promise<Delivery[]> => {
  const reads = entries.map((entry) => tolerate(readDeliveries([entry], deliveries, onUnreadable)));
  return (await Promise.all(reads)).flatMap((rows) => rows ?? []);
};
