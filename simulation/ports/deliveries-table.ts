import { type Delivery, unknownMembers } from '../../lambdas/core/delivery/delivery.ts';
import type {
  DeliveryIndex,
  DeliveryKey,
  DeliveryStore,
  WaitingDelivery,
} from '../../lambdas/core/delivery/ports.ts';
import { createSortedIndex } from './sorted-index.ts';

const PAGE_ENTRIES = 100;

/** The Deliveries table in memory, with its indexes and the conditions that DynamoDB checks. */
export interface DeliveriesTable extends DeliveryStore, DeliveryIndex {
  readonly rows: ReadonlyMap<string, Delivery>;
  /** Deletes a row, as the table's TTL does. */
  readonly remove: (key: DeliveryKey) => void;
}

/** The key of a delivery as text. */
export const deliveryName = ({ eventId, endpointId }: DeliveryKey): string =>
  `${eventId}/${endpointId}`;

const version = (row: Delivery | undefined): string =>
  row ? [row.state, row.attemptCount, row.nextAttemptAt].join() : '';

/** Takes the attributes out of a new row that have no value, as the adapters do. */
export const withoutUndefined = <Row extends object>(row: Row): Row => {
  for (const [name, value] of Object.entries(row)) {
    if (value === undefined) Reflect.deleteProperty(row, name);
  }
  return row;
};

/** Creates an empty table, and reports every write with the row before and after it. */
export const createDeliveriesTable = (
  onChange: (before: Delivery | undefined, after: Delivery) => void = () => undefined,
  limit = PAGE_ENTRIES,
): DeliveriesTable => {
  const rows = new Map<string, Delivery>();
  const due = createSortedIndex<{ place: string; entry: DeliveryKey }>();
  const byEndpoint = createSortedIndex<{ place: string; entry: WaitingDelivery }>();
  const removeEntries = (name: string) => {
    due.remove(name);
    byEndpoint.remove(name);
  };
  const putEntries = (row: Delivery) => {
    const { eventId, endpointId, dueShard, nextAttemptAt } = row;
    const name = deliveryName(row);
    const waiting = toWaiting(row);
    removeEntries(name);
    if (dueShard !== undefined && nextAttemptAt !== undefined) {
      const entry = { eventId, endpointId };
      due.put(name, dueShard, { entry, place: `${nextAttemptAt} ${eventId} ${endpointId}` });
    }
    if (waiting) {
      const place = `${waiting.updatedAt} ${eventId}`;
      byEndpoint.put(name, endpointId, { entry: waiting, place });
    }
  };
  return {
    rows,
    remove: (key) => {
      rows.delete(deliveryName(key));
      removeEntries(deliveryName(key));
    },
    get: (key) => Promise.resolve(rows.get(deliveryName(key))),
    record: (row, previous) => {
      const name = deliveryName(row);
      const before = rows.get(name);
      const isChanged = version(before) !== version(previous);
      if (isChanged && row.state !== 'delivered') return Promise.resolve(false);
      const written = withoutUndefined({ ...unknownMembers(previous), ...row });
      rows.set(name, written);
      putEntries(written);
      onChange(before, written);
      return Promise.resolve(true);
    },
    due: (shard, at, startKey) => {
      const page = due.page(shard, { from: '', upTo: at, startKey, limit });
      return Promise.resolve({ ...page, entries: page.entries.map(({ entry }) => entry) });
    },
    countWaiting: (shard) => Promise.resolve(due.all(shard).length),
    ofEndpoint: ({ endpointId, from, to, states }, startKey) => {
      const page = byEndpoint.page(endpointId, { from, upTo: to, startKey, limit });
      // As DynamoDB does: a page is filtered after it is read, so it may be empty and not the last.
      const entries = page.entries.map(({ entry }) => entry);
      return Promise.resolve({
        ...page,
        entries: entries.filter(({ state }) => states.includes(state)),
      });
    },
  };
};

const toWaiting = (row: Delivery): WaitingDelivery | undefined => {
  const { eventId, endpointId, state, attemptCount, updatedAt, nextAttemptAt } = row;
  if (updatedAt === undefined) return undefined;
  const next = nextAttemptAt === undefined ? {} : { nextAttemptAt };
  return { eventId, endpointId, state, attemptCount, updatedAt, ...next };
};
