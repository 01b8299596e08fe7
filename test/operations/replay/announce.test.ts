import { expect, it } from 'vitest';
import type { DeliveryState } from '../../../lambdas/core/delivery/delivery.ts';
import type { EventDeliveries } from '../../../lambdas/core/delivery/ports.ts';
import { Endpoint } from '../../../lambdas/core/endpoint/endpoint.ts';
import { buildJobEvent } from '../../../lambdas/core/event/event.ts';
import { type AnnounceOrder, announceEvents } from '../../../operations/replay/announce.ts';
import { live, pending, seen } from '../../support/evidence.ts';

const JOB = live([
  pending('registration', '2026-03-14T03:40:20.000Z'),
  seen('notice', '2026-03-14T07:32:43.000Z'),
])!;
const EVENTS = [buildJobEvent(JOB, 1), buildJobEvent(JOB, 2)];
const [STARTED, SUCCEEDED] = EVENTS.map(({ id }) => id);

const anEndpoint = (endpointId: string) =>
  Endpoint.parse({
    endpointId,
    state: 'enabled',
    eventTypes: ['glacier.job.in_progress', 'glacier.job.succeeded'],
  });
const ENDPOINTS = [anEndpoint('ep_1'), anEndpoint('ep_2')];

/** Announces to ports that refuse what stands at these places. */
const announce = async (
  order: Partial<AnnounceOrder>,
  {
    topic = [],
    queue = [],
    ofEvent,
  }: { topic?: number[]; queue?: number[]; ofEvent?: EventDeliveries } = {},
) => {
  const asked: string[] = [];
  const announced = await announceEvents(
    EVENTS,
    { audience: { kind: 'all' }, endpoints: ENDPOINTS, ...order },
    {
      topic: {
        publish: (events) => {
          asked.push(`publish ${events.length}`);
          return Promise.resolve(
            topic.map((index) => ({ index, reason: 'no room', isEntryFault: true })),
          );
        },
      },
      queue: {
        send: (messages) => {
          asked.push(`send ${messages.map(({ endpointId }) => endpointId).join(' ')}`);
          return Promise.resolve(
            queue.map((index) => ({ index, reason: 'too long', isEntryFault: true })),
          );
        },
      },
      ...(ofEvent && { ofEvent }),
    },
  );
  return { announced, asked };
};

it('counts what was taken, and names what was refused', async () => {
  const { announced, asked } = await announce({}, { topic: [1], queue: [0, 3] });

  expect(asked).toStrictEqual(['publish 2', 'send ep_1 ep_2 ep_1 ep_2']);
  expect(announced).toStrictEqual({
    published: 1,
    queued: 2,
    refused: [
      { eventId: SUCCEEDED, reason: 'no room' },
      { eventId: STARTED, reason: 'too long' },
      { eventId: SUCCEEDED, reason: 'too long' },
    ],
  });
});

it.each<[DeliveryState, string]>([
  ['delivered', 'send ep_2'],
  ['parked', 'send ep_2'],
  ['retrying', 'send ep_2'],
  ['dropped', 'send ep_1 ep_2'],
  ['exhausted', 'send ep_1 ep_2'],
])(
  'sends and counts for whoever is missing the event alone: it is %s at ep_1',
  async (state, ask) => {
    const row = { endpointId: 'ep_1', eventType: 't', attempts: [], attemptCount: 1, expireAt: 0 };
    const ofEvent = (eventId: string) =>
      Promise.resolve(eventId === SUCCEEDED ? [{ ...row, eventId, state }] : []);
    const order = { audience: { kind: 'endpoints' } } as const;
    const { announced, asked } = await announce(order, { ofEvent });
    expect(asked).toStrictEqual([ask.replace('send', 'send ep_1 ep_2')]);
    expect(announced.queued).toBe(ask.split(' ').length + 1);
    const replayed = await announce({ ...order, replay: 'order-1' }, { ofEvent });
    expect(replayed.announced.queued).toBe(4);
  },
);

it('sends nothing to an endpoint that is disabled', async () => {
  const endpoints = ENDPOINTS.map((one) => ({ ...one, state: 'disabled' as const }));
  expect((await announce({ endpoints })).asked).toStrictEqual(['publish 2']);
});

it.each<[Partial<AnnounceOrder>, readonly string[]]>([
  [{ audience: { kind: 'topic' } }, ['publish 2']],
  [{ endpoints: [] }, ['publish 2']],
  [{ audience: { kind: 'endpoints' } }, ['send ep_1 ep_2 ep_1 ep_2']],
  [{ audience: { kind: 'endpoints', endpointId: 'ep_2' } }, ['send ep_2 ep_2']],
])('sends only what was ordered: %j', async (order, expected) => {
  expect((await announce(order)).asked).toStrictEqual(expected);
});
