import { type Delivery, hasFailed } from '../../lambdas/core/delivery/delivery.ts';
import { type DeliveryMessage, deliveriesOf } from '../../lambdas/core/delivery/message.ts';
import type {
  DeliveryKey,
  DeliveryQueue,
  EventDeliveries,
} from '../../lambdas/core/delivery/ports.ts';
import type { Endpoint } from '../../lambdas/core/endpoint/endpoint.ts';
import type { AnnouncedEvent } from '../../lambdas/core/event/announced-event.ts';
import { InterruptedReplayError } from '../../lambdas/core/event/interrupted-replay.ts';
import type { EventsTopic } from '../../lambdas/core/event/topic.ts';

/** Who receives events that are replayed or redriven. */
export type Audience =
  | { readonly kind: 'all' }
  | { readonly kind: 'topic' }
  /** Every endpoint that wants the event, or one of them. */
  | { readonly kind: 'endpoints'; readonly endpointId?: string | undefined };

/** An order to replay or redrive events. */
export interface AnnounceOrder {
  readonly audience: Audience;
  readonly endpoints: readonly Endpoint[];
  /**
   * The order's id, by which the sender repeats what is delivered already.
   *
   * @default - only endpoints that are missing an event get it: it failed, or was never sent
   */
  readonly replay?: string | undefined;
}

/** Where events go. */
export interface AnnouncePorts {
  readonly topic: EventsTopic;
  readonly queue: DeliveryQueue;
  /**
   * Finds the deliveries of an event, so that endpoints that have had it are not counted.
   *
   * @default - the sender alone leaves them out
   */
  readonly ofEvent?: EventDeliveries;
}

/** How many events are asked about at a time. */
const AT_ONCE = 25;

/** How much was sent, and what was refused. */
export interface Announced {
  readonly published: number;
  readonly queued: number;
  readonly refused: readonly { readonly eventId: string; readonly reason: string }[];
}

/** Sends events with their original ids and bytes to the events topic and to matching endpoints. */
export const announceEvents = async (
  events: readonly AnnouncedEvent[],
  order: AnnounceOrder,
  { topic, queue, ofEvent }: AnnouncePorts,
): Promise<Announced> => {
  const published = order.audience.kind === 'endpoints' ? [] : events;
  const wanted = events.flatMap((event) => toDeliveries(event, order));
  const isMissing = order.replay === undefined && ofEvent !== undefined;
  const deliveries = isMissing ? await leaveOutHad(wanted, ofEvent) : wanted;
  const byTopic = published.length > 0 ? await topic.publish(published) : [];
  const sent = published.length - byTopic.length;
  const byQueue = deliveries.length > 0 ? await queue.send(deliveries).catch(interrupt(sent)) : [];
  return {
    published: sent,
    queued: deliveries.length - byQueue.length,
    refused: [
      ...byTopic.map(({ index, reason }) => ({ eventId: published[index]?.id ?? '', reason })),
      ...byQueue.map(({ index, reason }) => ({
        eventId: deliveries[index]?.eventId ?? '',
        reason,
      })),
    ],
  };
};

const interrupt = (sent: number) => (cause: unknown) => {
  throw new InterruptedReplayError(sent, { cause });
};

/** Leaves out deliveries that were made, or are under way. */
const leaveOutHad = async (
  deliveries: readonly DeliveryMessage[],
  ofEvent: EventDeliveries,
): Promise<readonly DeliveryMessage[]> => {
  const eventIds = [...new Set(deliveries.map(({ eventId }) => eventId))];
  const rows: Delivery[] = [];
  for (let start = 0; start < eventIds.length; start += AT_ONCE) {
    const found = await Promise.all(eventIds.slice(start, start + AT_ONCE).map(ofEvent));
    rows.push(...found.flat());
  }
  const had = new Set(rows.filter((row) => !hasFailed(row)).map(keyOf));
  return deliveries.filter((delivery) => !had.has(keyOf(delivery)));
};

const keyOf = ({ eventId, endpointId }: DeliveryKey): string => `${eventId} ${endpointId}`;

/** The deliveries that an order makes of an event. */
export const toDeliveries = (
  event: AnnouncedEvent,
  { audience, endpoints, replay }: AnnounceOrder,
): DeliveryMessage[] => {
  if (audience.kind === 'topic') return [];
  const chosen = audience.kind === 'endpoints' ? audience.endpointId : undefined;
  const asked = endpoints.filter(
    ({ endpointId, state }) =>
      state === 'enabled' && (chosen === undefined || endpointId === chosen),
  );
  const mark = replay === undefined ? { missing: true } : { replay };
  return deliveriesOf(event, asked).map((message) => ({ ...message, ...mark }));
};
