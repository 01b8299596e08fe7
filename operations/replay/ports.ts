import type {
  DeliveryIndex,
  DeliveryQueue,
  DeliveryStore,
} from '../../lambdas/core/delivery/ports.ts';
import type { EndpointLister, EndpointReader } from '../../lambdas/core/endpoint/ports.ts';
import type { GroupOrigin } from '../../lambdas/core/event/origin.ts';
import type { GroupEntry } from '../../lambdas/core/group/entry.ts';
import type { JobStore } from '../../lambdas/core/job/store.ts';

/** Reads the recorded changes of groups. */
export interface GroupEntries {
  /** Reads an entry with strong consistency, unless there is none. */
  readonly get: (origin: GroupOrigin) => Promise<GroupEntry | undefined>;
}

/** What replaying takes. */
export interface ReplayDeps {
  readonly deliveries: DeliveryStore;
  readonly index: Pick<DeliveryIndex, 'ofEndpoint'>;
  readonly endpoints: EndpointLister & EndpointReader;
  readonly jobs: Pick<JobStore, 'read'>;
  readonly entries: GroupEntries;
  readonly queue: DeliveryQueue;
  /** An id that no other order to replay has, and that is greater than those of earlier orders. */
  readonly newId: () => string;
  /** The time in epoch milliseconds. */
  readonly nowMs: () => number;
}

/** The result of a replay. */
export type Replayed =
  /** The number of queued deliveries; those that the queue refused can be replayed again. */
  | { readonly kind: 'queued'; readonly count: number; readonly refused: readonly RefusedReplay[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** A delivery that could not be ordered. */
export interface RefusedReplay {
  readonly eventId: string;
  readonly endpointId: string;
  readonly reason: string;
}
