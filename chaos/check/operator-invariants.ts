import * as z from 'zod';
import type { ChaosRecords, Invariant } from './chaos-records.ts';

const OperatorEvent = z.object({
  type: z.templateLiteral(['webhook.', z.string()]),
  data: z.object({ endpointId: z.string(), eventId: z.string().optional() }),
});

const nameOf = (type: string, endpointId: string, eventId = ''): string =>
  `${type} ${endpointId} ${eventId}`.trim();

const notifiedOf = ({ published }: ChaosRecords): ReadonlySet<string> =>
  new Set(
    [...published.values()].flatMap(([body = '{}']) => {
      const { data } = OperatorEvent.safeParse(JSON.parse(body));
      return data === undefined ? [] : [nameOf(data.type, data.data.endpointId, data.data.eventId)];
    }),
  );

/** Nothing is given up in silence. */
export const operatorNotified: Invariant = {
  name: 'Each exhausted delivery and each disabled endpoint is announced on the events topic',
  check: (records) => {
    const notified = notifiedOf(records);
    const owed = [
      ...records.deliveries
        .filter(({ state }) => state === 'exhausted')
        .map((one) => nameOf('webhook.delivery.exhausted', one.endpointId, one.eventId)),
      ...records.endpoints
        .filter(({ state }) => state === 'disabled')
        .map(({ endpointId }) => nameOf('webhook.endpoint.disabled', endpointId)),
    ];
    return owed
      .filter((name) => !notified.has(name))
      .map((name) => ({ text: `${name} was not announced` }));
  },
};
