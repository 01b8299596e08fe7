import type { Delivery } from '../core/delivery.ts';
import type { DeliveryKey } from '../core/delivery-ports.ts';
import { readDeliveries } from '../core/read-deliveries.ts';
import type { RedeliverDeps } from './deps.ts';

/** Reads the rows of an index's page; one that cannot be read is logged, counted and left out. */
export const readRows = (
  keys: readonly DeliveryKey[],
  { deliveries, log, metrics }: RedeliverDeps,
): Promise<Delivery[]> =>
  readDeliveries(keys, deliveries, ({ eventId, endpointId }, error) => {
    metrics.count('DeliveryUnreadable');
    log.error('delivery.unreadable', error, { eventId, endpointId });
  });
