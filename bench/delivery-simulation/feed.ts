import { buildTestEvent } from '../../operations/replay/test-event.ts';
import type { createService } from './service.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The instant at which simulations begin. */
export const START_MS = Date.parse('2026-03-14T09:00:00.000Z');

type Service = ReturnType<typeof createService>;

/** What is sent, and how fast; `onSent` hears of every delivery, by its endpoint and event. */
interface Feed {
  readonly time: VirtualTime;
  readonly events: number;
  readonly perSecond: number;
  onSent(key: string, body: string): void;
}

/** Sends events at a steady pace, each to every endpoint. */
export const feed = async (service: Service, { time, ...given }: Feed): Promise<void> => {
  const endpointIds = [...service.tables.endpoints.keys()];
  for (let sent = 0; sent < given.events; sent += 1) {
    const event = buildTestEvent('all', new Date(START_MS + sent).toISOString());
    const deliveries = endpointIds.map((endpointId) => ({ ...event, endpointId }));
    for (const id of endpointIds) given.onSent(`${id}/${event.eventId}`, event.body);
    await service.queue.send(deliveries);
    await time.sleep(1000 / given.perSecond);
  }
};

/** Whether the queue is empty, and every row of a delivery states that it was made. */
export const isAllDelivered = ({ tables, queue }: Service): boolean =>
  queue.size() === 0 && [...tables.deliveries.values()].every(({ state }) => state === 'delivered');
