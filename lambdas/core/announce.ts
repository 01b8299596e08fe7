import type { DeliveryMessage } from './delivery-message.ts';
import type { Endpoint } from './endpoint.ts';
import { matchesEndpoint } from './endpoint-match.ts';
import type { JobEvent } from './event.ts';
import type { DeliveryQueue, EventsTopic } from './ports.ts';

/** Who is to get events that are announced again. */
export type Audience =
  | { readonly kind: 'all' }
  | { readonly kind: 'topic' }
  /** Every endpoint that wants the event, or one of them. */
  | { readonly kind: 'endpoints'; readonly endpointId?: string | undefined };

/** An order to announce events again. */
export interface AnnounceOrder {
  readonly audience: Audience;
  readonly endpoints: readonly Endpoint[];
  /**
   * The order's id, by which the sender repeats what is delivered already.
   *
   * @default - endpoints that have an event do not get it again
   */
  readonly replay?: string | undefined;
}

/** Where events go. */
export interface AnnouncePorts {
  readonly topic: EventsTopic;
  readonly queue: DeliveryQueue;
}

/** How much was sent, and what was refused. */
export interface Announced {
  readonly published: number;
  readonly queued: number;
  readonly refused: readonly { readonly eventId: string; readonly reason: string }[];
}

/** Announces events again, with their ids and bytes, to the events topic and to who wants them. */
export const announceAgain = async (
  events: readonly JobEvent[],
  order: AnnounceOrder,
  { topic, queue }: AnnouncePorts,
): Promise<Announced> => {
  const published = order.audience.kind === 'endpoints' ? [] : events;
  const deliveries = events.flatMap((event) => toDeliveries(event, order));
  const byTopic = published.length > 0 ? await topic.publish(published) : [];
  const byQueue = deliveries.length > 0 ? await queue.send(deliveries) : [];
  return {
    published: published.length - byTopic.length,
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

/** The deliveries that an event makes. */
export const toDeliveries = (
  event: JobEvent,
  { audience, endpoints, replay }: AnnounceOrder,
): DeliveryMessage[] => {
  if (audience.kind === 'topic') return [];
  const chosen = audience.kind === 'endpoints' ? audience.endpointId : undefined;
  return endpoints
    .filter(({ endpointId }) => chosen === undefined || endpointId === chosen)
    .filter((endpoint) => matchesEndpoint(endpoint, event))
    .map(({ endpointId }) => ({
      eventId: event.id,
      endpointId,
      eventType: event.type,
      body: event.body,
      ...(replay === undefined ? {} : { replay }),
    }));
};
