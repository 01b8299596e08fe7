import type {
  DeliveryIndex,
  DeliveryKey,
  DeliveryQueue,
  DeliveryStore,
  OperatorTopic,
  UnhealthyEndpoints,
} from '../core/delivery/ports.ts';
import type { Log, MetricsOf } from '../core/function/telemetry.ts';

/** What `redeliver` works with. */
export interface RedeliverDeps {
  readonly deliveries: DeliveryStore;
  /** Hears of a damaged row, which is left out. */
  readonly onUnreadable: (error: Error, key: DeliveryKey) => void;
  readonly index: DeliveryIndex;
  readonly endpoints: UnhealthyEndpoints;
  readonly queue: DeliveryQueue;
  readonly topic: OperatorTopic;
  readonly scheduleSeconds: readonly number[];
  /** The time in epoch milliseconds. */
  readonly nowMs: () => number;
  readonly log: Log;
  readonly metrics: MetricsOf<'redeliver'>;
}
