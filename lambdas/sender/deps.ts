import type {
  DeliveryDelay,
  DeliveryStore,
  EndpointReader,
  EndpointSecretReader,
  EndpointSwitch,
  WebhookPoster,
} from '../core/delivery-ports.ts';
import type { Log, Metrics } from '../core/telemetry-ports.ts';

/** What the sender works with. */
export interface SenderDeps {
  readonly endpoints: EndpointReader;
  readonly endpointSwitch: EndpointSwitch;
  readonly secrets: EndpointSecretReader;
  readonly deliveries: DeliveryStore;
  readonly poster: WebhookPoster;
  readonly queue: DeliveryDelay;
  readonly scheduleSeconds: readonly number[];
  /** The time in epoch milliseconds. */
  readonly nowMs: () => number;
  /** A random number from 0 up to, not including, 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
}
