import * as z from 'zod/mini';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { matchesEndpoint } from '../endpoint/match.ts';
import type { AnnouncedEvent } from '../event/announced-event.ts';

/**
 * A message of DeliveryQueue: one event for one endpoint. Its message group is the endpoint.
 *
 * `replay` names the order of an operator to send the event again. With `missing` that order is only for
 * an endpoint that has not had it. `once` allows a single attempt, also at an endpoint that fails. `lease`
 * is the row's `nextAttemptAt` at the time `redeliver` sent the message; after a result has changed the
 * row, the message is out of date.
 */
export const DeliveryMessage = z.object({
  eventId: z.string().check(z.minLength(1)),
  endpointId: z.string().check(z.minLength(1)),
  eventType: z.string().check(z.minLength(1)),
  body: z.string().check(z.minLength(1)),
  replay: z.optional(z.string().check(z.minLength(1))),
  missing: z.optional(z.boolean()),
  once: z.optional(z.boolean()),
  lease: z.optional(z.string()),
});

/** A parsed message of DeliveryQueue. */
export type DeliveryMessage = z.infer<typeof DeliveryMessage>;

/**
 * Returns the id of an order to replay: of two orders, the later one has the greater id.
 *
 * Earlier versions wrote UUIDs, which are less than any of these.
 */
export const orderId = (nowMs: number, unique: string): string =>
  `order-${new Date(nowMs).toISOString()}-${unique}`;

/** Writes a message of DeliveryQueue; `body` is the event's exact text, which is what gets signed. */
export const writeDeliveryMessage = (message: DeliveryMessage): string => JSON.stringify(message);

/**
 * Reads a message of DeliveryQueue.
 *
 * @throws Error when it is none: only this service writes there, so that is a fault.
 */
export const readDeliveryMessage = (text: string): DeliveryMessage => {
  try {
    return DeliveryMessage.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error('A message in the delivery queue is not a delivery', { cause });
  }
};

/** The deliveries of an event to the endpoints that want it, enabled or not. */
export const deliveriesOf = (
  event: AnnouncedEvent,
  endpoints: readonly Endpoint[],
): DeliveryMessage[] =>
  endpoints
    .filter((endpoint) => matchesEndpoint(endpoint, event))
    .map(({ endpointId }) => ({
      eventId: event.id,
      endpointId,
      eventType: event.type,
      body: event.body,
    }));
