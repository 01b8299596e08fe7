import type {
  DeliveryIndex,
  DeliveryQueue,
  DeliveryStore,
} from '../../lambdas/core/delivery/ports.ts';
import type { SimulatedQueue } from './queue.ts';
import { createIndex, createStore, type Tables } from './tables.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What copies of functions share. */
export interface Backend {
  readonly tables: Tables;
  readonly queue: SimulatedQueue;
  readonly time: VirtualTime;
  /** How long one way of a request to a table or queue takes. */
  readonly requestMs: () => number;
}

/** Makes a request as one copy of a function does, which may be killed on the way. */
export type Request = <Answer>(act: () => Answer | Promise<Answer>) => Promise<Answer>;

/**
 * Creates the requests of one copy.
 *
 * A killed copy neither asks nor hears anything any more; what it has asked for still happens.
 */
export const createRequest = (
  { time, requestMs }: Backend,
  isAlive: () => boolean,
): { readonly request: Request; readonly survive: () => Promise<void> } => {
  const survive = () => (isAlive() ? Promise.resolve() : new Promise<never>(() => undefined));
  const request: Request = async (act) => {
    await survive();
    await time.sleep(requestMs());
    const answer = await act();
    await time.sleep(requestMs());
    await survive();
    return answer;
  };
  return { request, survive };
};

/** The store of deliveries as one copy reaches it. */
export const requestStore = ({ tables }: Backend, request: Request): DeliveryStore => {
  const store = createStore(tables);
  return {
    get: (key) => request(() => store.get(key)),
    record: (row, previous) => request(() => store.record(row, previous)),
  };
};

/** The indexes of deliveries as one copy reaches them. */
export const requestIndex = ({ tables }: Backend, request: Request): DeliveryIndex => {
  const index = createIndex(tables);
  return {
    due: (...query) => request(() => index.due(...query)),
    countWaiting: (shard) => request(() => index.countWaiting(shard)),
    ofEndpoint: (...query) => request(() => index.ofEndpoint(...query)),
  };
};

/** The queue as one copy sends to it. */
export const requestQueue = ({ queue }: Backend, request: Request): DeliveryQueue => ({
  send: (deliveries) => request(() => queue.send(deliveries)),
});
