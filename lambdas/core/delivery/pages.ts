import { DamagedItemError } from '../errors.ts';
import type { Delivery } from './delivery.ts';
import type { DeliveryKey, DeliveryPage, DeliveryStore, PageKey } from './ports.ts';

/** Yields an index page by page; a page may be empty and not the last, as DynamoDB filters after reading. */
export const pagesOf = async function* <Entry>(
  read: (startKey: PageKey | undefined) => Promise<DeliveryPage<Entry>>,
): AsyncGenerator<readonly Entry[]> {
  let next: PageKey | undefined;
  do {
    const page = await read(next);
    yield page.entries;
    next = page.next;
  } while (next !== undefined);
};

/** Reads the rows that are still there and readable: one damaged row must not stop the others. */
export const readDeliveries = async (
  keys: readonly DeliveryKey[],
  { get }: Pick<DeliveryStore, 'get'>,
  onUnreadable: (error: DamagedItemError, key: DeliveryKey) => void,
): Promise<Delivery[]> => {
  const rows = await Promise.all(
    keys.map((key) =>
      get(key).catch((error: unknown) => {
        if (!(error instanceof DamagedItemError)) throw error;
        onUnreadable(error, { eventId: key.eventId, endpointId: key.endpointId });
        return undefined;
      }),
    ),
  );
  return rows.filter((row) => row !== undefined);
};
