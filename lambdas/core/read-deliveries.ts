import type { Delivery } from './delivery.ts';
import type { DeliveryKey, DeliveryStore } from './delivery-ports.ts';
import { DamagedItemError } from './errors.ts';

/** Hears of a row that is left out because it cannot be read. */
export type OnUnreadable = (key: DeliveryKey, error: DamagedItemError) => void;

/** Reads the rows that are still there and readable: one damaged row must not stop the others. */
export const readDeliveries = async (
  keys: readonly DeliveryKey[],
  { get }: Pick<DeliveryStore, 'get'>,
  onUnreadable: OnUnreadable,
): Promise<Delivery[]> => {
  const rows = await Promise.all(
    keys.map(async ({ eventId, endpointId }) => {
      const key = { eventId, endpointId };
      try {
        return await get(key);
      } catch (error) {
        if (!(error instanceof DamagedItemError)) throw error;
        onUnreadable(key, error);
        return undefined;
      }
    }),
  );
  return rows.filter((row) => row !== undefined);
};
