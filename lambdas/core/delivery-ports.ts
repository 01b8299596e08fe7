import type { Delivery } from './delivery.ts';
import type { Endpoint } from './endpoint.ts';
import type { EndpointSecret } from './endpoint-secret.ts';
import type { WebhookAnswer } from './webhook-answer.ts';

/** Knows all endpoints, without their secrets. */
export interface EndpointLister {
  /** Gives every endpoint, enabled or not. */
  readonly list: () => Promise<readonly Endpoint[]>;
}

/** Knows single endpoints, without their secrets. */
export interface EndpointReader {
  /** Gives one endpoint, unless it was removed. */
  readonly get: (endpointId: string) => Promise<Endpoint | undefined>;
}

/** Knows where webhooks go and what signs them. */
export interface EndpointSecretReader {
  /** Gives the secrets of one endpoint, unless it was removed. */
  readonly get: (endpointId: string) => Promise<EndpointSecret | undefined>;
}

/** Takes an endpoint out of service. */
export interface EndpointSwitch {
  /** Disables an endpoint that exists and is enabled; says whether it was. */
  readonly disable: (endpointId: string, reason: string) => Promise<boolean>;
}

/** A delivery's key in the Deliveries table. */
export interface DeliveryKey {
  readonly eventId: string;
  readonly endpointId: string;
}

/** Keeps what became of each delivery. */
export interface DeliveryStore {
  /** Reads a row with strong consistency; a delivery has none before its first attempt. */
  readonly get: (key: DeliveryKey) => Promise<Delivery | undefined>;
  /**
   * Writes a row in place of the one that was read.
   *
   * A delivered row is always written. Any other is not when the row has changed since: a late failure
   * must not hide a success. Says whether it was written.
   */
  readonly record: (row: Delivery, previous: Delivery | undefined) => Promise<boolean>;
}

/** One signed request. */
export interface WebhookPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Reaches receivers. */
export interface WebhookPoster {
  /** Sends a webhook once. Whatever the receiver does is an answer; it never throws for it. */
  readonly post: (request: WebhookPost) => Promise<WebhookAnswer>;
}

/** Holds messages of DeliveryQueue that were received. */
export interface DeliveryDelay {
  /** Lets a message come back after so many seconds. */
  readonly delay: (receiptHandle: string, seconds: number) => Promise<void>;
}
