import { type Delivery, unknownMembers } from '../../lambdas/core/delivery/delivery.ts';
import type {
  DeliveryIndex,
  DeliveryKey,
  DeliveryPage,
  DeliveryStore,
  PageKey,
  WaitingDelivery,
} from '../../lambdas/core/delivery/ports.ts';

const PAGE_SIZE = 100;

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

const withoutUndefined = (row: Delivery): Delivery => {
  for (const [name, value] of Object.entries(row)) {
    if (value === undefined) Reflect.deleteProperty(row, name);
  }
  return row;
};

/** Creates an empty table. */
export const createDeliveriesTable = (): DeliveriesTable => {
  const rows = new Map<string, Delivery>();
  // What is not delivered, which is what the indexes have.
  const open = new Map<string, Delivery>();
  const waiting = (shard: string) =>
    [...open.values()].filter((row) => row.dueShard === shard && row.nextAttemptAt !== undefined);
  return {
    rows,
    remove: (key) => {
      rows.delete(deliveryName(key));
      open.delete(deliveryName(key));
    },
    get: (key) => Promise.resolve(rows.get(deliveryName(key))),
    record: (row, previous) => {
      const name = deliveryName(row);
      const isChanged = version(rows.get(name)) !== version(previous);
      if (isChanged && row.state !== 'delivered') return Promise.resolve(false);
      const written = withoutUndefined({ ...unknownMembers(previous), ...row });
      rows.set(name, written);
      if (row.updatedAt === undefined) open.delete(name);
      else open.set(name, written);
      return Promise.resolve(true);
    },
    due: (shard, at, startKey) => {
      const due = waiting(shard)
        .filter(({ nextAttemptAt = '' }) => nextAttemptAt <= at)
        .map(({ eventId, endpointId, nextAttemptAt }) => ({
          entry: { eventId, endpointId },
          place: `${nextAttemptAt}/${eventId}/${endpointId}`,
        }));
      return Promise.resolve(pageOf(due, startKey));
    },
    countWaiting: (shard) => Promise.resolve(waiting(shard).length),
    ofEndpoint: ({ endpointId, from, to, states }, startKey) => {
      const range = [...open.values()]
        .filter((row) => row.endpointId === endpointId)
        .flatMap(toWaiting)
        .filter(({ updatedAt }) => updatedAt >= from && updatedAt <= to)
        .map((entry) => ({ entry, place: `${entry.updatedAt}/${entry.eventId}` }));
      const { entries, next } = pageOf(range, startKey);
      // As DynamoDB does: a page is filtered after it is read, so it may be empty and not the last.
      return Promise.resolve({
        entries: entries.filter(({ state }) => states.includes(state)),
        next,
      });
    },
  };
};

interface Placed<Entry> {
  readonly entry: Entry;
  readonly place: string;
}

const pageOf = <Entry>(
  placed: readonly Placed<Entry>[],
  startKey: PageKey | undefined,
): DeliveryPage<Entry> => {
  const after = startKey?.['place'] ?? '';
  const rest = placed
    .filter((one) => one.place > after)
    .toSorted((a, b) => (a.place < b.place ? -1 : 1));
  const page = rest.slice(0, PAGE_SIZE);
  const place = page.at(-1)?.place;
  const next = page.length === PAGE_SIZE && place !== undefined ? { place } : undefined;
  return { entries: page.map(({ entry }) => entry), next };
};

const toWaiting = (row: Delivery): WaitingDelivery[] => {
  const { eventId, endpointId, state, attemptCount, updatedAt, nextAttemptAt } = row;
  if (updatedAt === undefined) return [];
  const next = nextAttemptAt === undefined ? {} : { nextAttemptAt };
  return [{ eventId, endpointId, state, attemptCount, updatedAt, ...next }];
};
