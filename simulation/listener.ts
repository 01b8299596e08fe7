import type { Delivery } from '../lambdas/core/delivery/delivery.ts';
import type { OperatorEvent } from '../lambdas/core/delivery/operator-event.ts';
import type { EndpointState } from '../lambdas/core/endpoint/state.ts';
import type { JobKey } from '../lambdas/core/evidence/evidence.ts';
import type { Job } from '../lambdas/core/job/job.ts';
import type { GroupRowChange } from './groups/groups-table.ts';
import type { Arrival } from './ports/receivers.ts';

/** Hears of everything that the service does. */
export interface Listener {
  readonly onJobChange: (before: Job | undefined, after: Job) => void;
  readonly onDeliveryChange: (before: Delivery | undefined, after: Delivery) => void;
  readonly onEndpointChange: (before: EndpointState | undefined, after: EndpointState) => void;
  readonly onGroupChange: (change: GroupRowChange) => void;
  /** Hears that Glacier was asked for a job. */
  readonly onDescribed: (key: JobKey) => void;
  readonly onPublished: (eventId: string, body: string) => void;
  readonly onArrival: (arrival: Arrival) => void;
  readonly onKept: (queue: string, failed: unknown) => void;
  readonly onOperatorEvent: (event: OperatorEvent) => void;
  readonly onError: (name: string, error: unknown) => void;
}

const ignore = () => undefined;

/** Hears nothing, except that a function must not fail: without faults, none does. */
export const NO_LISTENER: Listener = {
  onJobChange: ignore,
  onDeliveryChange: ignore,
  onEndpointChange: ignore,
  onGroupChange: ignore,
  onDescribed: ignore,
  onPublished: ignore,
  onArrival: ignore,
  onKept: ignore,
  onOperatorEvent: ignore,
  onError: (name, cause) => {
    throw new Error(`The function ${name} failed`, { cause });
  },
};
