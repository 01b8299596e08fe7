import type { Delivery } from '../../lambdas/core/delivery/delivery.ts';
import type {
  DeliveryIndex,
  DeliveryKey,
  DeliveryStore,
  WaitingDelivery,
} from '../../lambdas/core/delivery/ports.ts';
import type { EndpointChange } from '../../lambdas/core/endpoint/changes.ts';
import { EndpointState } from '../../lambdas/core/endpoint/state.ts';

const PAGE_SIZE = 100;

/** The tables, in memory, with the conditions that the real adapters put on their writes. */
export interface Tables {
  readonly deliveries: Map<string, Delivery>;
  readonly endpoints: Map<string, EndpointState>;
}

/** Creates empty tables. */
export const createTables = (): Tables => ({ deliveries: new Map(), endpoints: new Map() });

/** The key of a delivery as text. */
export const keyOf = ({ eventId, endpointId }: DeliveryKey): string => `${eventId}/${endpointId}`;

/** Creates the store of deliveries. */
export const createStore = ({ deliveries }: Tables): DeliveryStore => ({
  get: (key) => Promise.resolve(deliveries.get(keyOf(key))),
  record: (row, previous) => {
    const isChanged = version(deliveries.get(keyOf(row))) !== version(previous);
    if (isChanged && row.state !== 'delivered') return Promise.resolve(false);
    deliveries.set(keyOf(row), row);
    return Promise.resolve(true);
  },
});

const version = (row: Delivery | undefined): string =>
  row ? [row.state, row.attemptCount, row.nextAttemptAt].join() : '';

/** Creates the reader of the indexes of deliveries. */
export const createIndex = ({ deliveries }: Tables): DeliveryIndex => ({
  due: (shard, at) => {
    const due = [...deliveries.values()].filter(
      ({ dueShard, nextAttemptAt = '' }) => dueShard === shard && nextAttemptAt <= at,
    );
    return Promise.resolve({ entries: due });
  },
  countWaiting: (shard) =>
    Promise.resolve([...deliveries.values()].filter(({ dueShard }) => dueShard === shard).length),
  ofEndpoint: ({ endpointId, from, to, states }, startKey) => {
    const after = startKey?.['place'] ?? '';
    const waiting = [...deliveries.values()]
      .filter((row) => row.endpointId === endpointId)
      .flatMap(toWaiting)
      .filter(({ updatedAt }) => updatedAt >= from && updatedAt <= to)
      .map((entry) => ({ entry, place: `${entry.updatedAt}/${entry.eventId}` }))
      .filter((one) => one.place > after)
      .toSorted((a, b) => (a.place < b.place ? -1 : 1));
    const page = waiting.slice(0, PAGE_SIZE);
    // As DynamoDB does: a page is filtered after it is read, so it may be empty and not the last.
    const entries = page.map(({ entry }) => entry).filter(({ state }) => states.includes(state));
    const place = page.at(-1)?.place;
    const isLast = waiting.length <= PAGE_SIZE || place === undefined;
    return Promise.resolve(isLast ? { entries } : { entries, next: { place } });
  },
});

const toWaiting = (row: Delivery): WaitingDelivery[] =>
  row.updatedAt === undefined ? [] : [{ ...row, updatedAt: row.updatedAt }];

/** Makes a change of an endpoint's row as the real adapter has DynamoDB do it. */
export const changeEndpoint = (
  { endpoints }: Tables,
  endpointId: string,
  { when, set, setOnce, add = {}, remove = [] }: EndpointChange,
): EndpointState | undefined => {
  const row = endpoints.get(endpointId);
  const now: Record<string, unknown> = { ...row };
  const isAllowed = Object.entries(when).every(([name, value]) => (now[name] ?? null) === value);
  if (row === undefined || !isAllowed) return undefined;
  const sums = Object.entries(add).map(([name, by]) => [name, Number(now[name] ?? 0) + by]);
  const changed = { ...setOnce, ...now, ...set, ...Object.fromEntries(sums) };
  const kept = Object.entries(changed).filter(([name]) => !remove.includes(name));
  const next = EndpointState.parse(Object.fromEntries(kept));
  endpoints.set(endpointId, next);
  return next;
};
