import type { DeliveryDelay, DeliveryStore, WebhookPoster } from '../core/delivery/ports.ts';
import type { EndpointSecretReader, EndpointStates } from '../core/endpoint/ports.ts';
import type { Log, MetricsOf } from '../core/function/telemetry.ts';

/** What the sender works with. */
export interface SenderDeps {
  readonly endpoints: EndpointStates;
  readonly secrets: EndpointSecretReader;
  readonly deliveries: DeliveryStore;
  readonly poster: WebhookPoster;
  readonly queue: DeliveryDelay;
  readonly scheduleSeconds: readonly number[];
  /** How long an endpoint may take to answer. */
  readonly timeoutMs: number;
  /** How long this invocation may still take. */
  readonly remainingMs: () => number;
  /** An endpoint that has only failed for so long is disabled. */
  readonly disableAfterMs: number;
  /** The time in epoch milliseconds. */
  readonly nowMs: () => number;
  /** A random number from 0 up to, not including, 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly metrics: MetricsOf<'sender'>;
}
