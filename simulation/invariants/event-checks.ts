import type { Listener } from '../listener.ts';
import { hash } from '../ports/stream.ts';
import type { createEndpointChecks } from './endpoint-checks.ts';
import type { Lives } from './lives.ts';

/** Creates checks of events on the topic, at webhooks and in rows of the Deliveries table. */
export const createEventChecks = (
  { eventOf }: Pick<Lives, 'eventOf'>,
  endpoints: ReturnType<typeof createEndpointChecks>,
  nowMs: () => number,
  report: (invariant: string, of: string) => void,
): Pick<Listener, 'onPublished' | 'onArrival' | 'onDeliveryChange'> => {
  const know = (eventId: string, body: string, where: string) => {
    const event = eventOf(eventId, body);
    if (event === undefined) report(`an event ${where} is of no recorded transition`, eventId);
    else if (event.bodyHash !== hash(body)) report('an event id has two bodies', eventId);
    return event;
  };
  return {
    onPublished: (eventId, body) => {
      const event = know(eventId, body, 'on the topic');
      if (event) event.publishedMs = nowMs();
    },
    onArrival: (arrival) => {
      const { endpointId, eventId, body, isAccepted } = arrival;
      endpoints.onArrival(arrival);
      const event = know(eventId, body, 'at a webhook');
      if (isAccepted) event?.settledFor.add(endpointId);
    },
    onDeliveryChange: (before, { eventId, endpointId, state, body = '' }) => {
      const isOver = before?.state === 'delivered' && state !== 'delivered';
      if (isOver) report('a delivered row was overwritten', eventId);
      if (state !== 'dropped') return;
      know(eventId, body, 'in a row')?.settledFor.add(endpointId);
      const isEarly = !endpoints.mayDrop(endpointId);
      if (isEarly) report('a delivery was dropped of an endpoint in service', eventId);
    },
  };
};
