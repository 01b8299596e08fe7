import type { EndpointStates } from '../endpoint/ports.ts';
import type { EndpointState } from '../endpoint/state.ts';
import type { RefusedEntry } from '../event/topic.ts';
import type { WebhookAnswer } from './answer.ts';
import type { Delivery, DeliveryState } from './delivery.ts';
import type { DeliveryMessage } from './message.ts';
import type { OperatorEvent } from './operator-event.ts';

/** Finds the endpoints that need to be looked after. */
export interface UnhealthyEndpoints extends Pick<EndpointStates, 'change'> {
  /** Lists every endpoint that fails, drains, or was disabled without its owner knowing. */
  readonly list: () => Promise<readonly EndpointState[]>;
}

/** A delivery's key in the Deliveries table. */
export interface DeliveryKey {
  readonly eventId: string;
  readonly endpointId: string;
}

/** Stores the state of each delivery. */
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

/** Finds every delivery of one event, whatever its state. */
export type EventDeliveries = (eventId: string) => Promise<readonly Delivery[]>;

/** Where the next page of an index begins; opaque. */
export type PageKey = Readonly<Record<string, string>>;

/** A page of one of the Deliveries table's indexes, which lag the table a little. */
export interface DeliveryPage<Entry> {
  readonly entries: readonly Entry[];
  /** Where the next page begins, if there is one. */
  readonly next?: PageKey | undefined;
}

/** The attributes of a row in the index `byEndpoint`. */
export interface WaitingDelivery extends DeliveryKey {
  readonly state: DeliveryState;
  readonly attemptCount: number;
  readonly updatedAt: string;
  readonly nextAttemptAt?: string | undefined;
}

/** A part of the index `byEndpoint`, both ends included. */
export interface WaitingRange {
  readonly endpointId: string;
  /** An instant; empty: from the beginning. */
  readonly from: string;
  readonly to: string;
  /** Leaves out rows in other states. */
  readonly states: readonly DeliveryState[];
}

/** Finds the deliveries that are not delivered. */
export interface DeliveryIndex {
  /** A page of what is due in one shard at an instant, the longest overdue first. */
  readonly due: (
    shard: string,
    at: string,
    startKey?: PageKey,
  ) => Promise<DeliveryPage<DeliveryKey>>;
  /** Counts what waits in one shard, due or not, in one request, which stops counting at 1 MB. */
  readonly countWaiting: (shard: string) => Promise<number>;
  /** A page of what an endpoint lacks, oldest first. */
  readonly ofEndpoint: (
    range: WaitingRange,
    startKey?: PageKey,
  ) => Promise<DeliveryPage<WaitingDelivery>>;
}

/** Notifies operators of failing endpoints and deliveries, on the events topic. */
export interface OperatorTopic {
  /** Publishes one event. */
  readonly publish: (event: OperatorEvent) => Promise<void>;
}

/** One signed request. */
export interface WebhookPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Less time than usual for everything up to the status line. */
  readonly earlyTimeoutMs?: number | undefined;
  /** How long the caller can wait, where a repetition is due at once. */
  readonly availableMs?: number | undefined;
}

/** Reaches receivers. */
export interface WebhookPoster {
  /** Sends a webhook once. Whatever the receiver does is an answer; it never throws for it. */
  readonly post: (request: WebhookPost) => Promise<WebhookAnswer>;
}

/** Holds messages of DeliveryQueue that were received. */
export interface DeliveryDelay {
  /** Makes a message visible again after a number of seconds. */
  readonly delay: (receiptHandle: string, seconds: number) => Promise<void>;
}

/** Queues deliveries for the sender. */
export interface DeliveryQueue {
  /**
   * Sends all in as few requests as possible, and answers which were refused one by one.
   *
   * @throws Error when the queue cannot be reached.
   */
  send(deliveries: readonly DeliveryMessage[]): Promise<readonly RefusedEntry[]>;
}
