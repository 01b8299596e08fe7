import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Delivery } from '../../lambdas/core/delivery.ts';
import type { DeliveryMessage } from '../../lambdas/core/delivery-message.ts';
import type { DeliveryKey, WebhookPost } from '../../lambdas/core/delivery-ports.ts';
import { Endpoint } from '../../lambdas/core/endpoint.ts';
import type { EndpointSecret } from '../../lambdas/core/endpoint-secret.ts';
import type { WebhookAnswer } from '../../lambdas/core/webhook-answer.ts';
import type { SenderDeps } from '../../lambdas/sender/deps.ts';
import { createSender } from '../../lambdas/sender/handler.ts';
import { createFakeLog, createFakeMetrics } from './fake-telemetry.ts';

/** A secret whose key is 24 bytes long. */
export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** An answer with this status. */
export const answered = (statusCode: number, retryAfter?: string): WebhookAnswer => ({
  kind: 'answered',
  statusCode,
  retryAfter,
  excerpt: 'hello',
});

/** A delivery's message. */
export const aDeliveryMessage = (changes: Partial<DeliveryMessage> = {}): DeliveryMessage => ({
  eventId: 'evt_1',
  endpointId: 'ep_1',
  eventType: 'glacier.job.succeeded',
  body: '{"id":"evt_1"}',
  ...changes,
});

/** A received message of DeliveryQueue. */
export const aRecord = (body: string, receiveCount = 1): SQSRecord =>
  ({
    messageId: `message-${body.length}`,
    receiptHandle: 'receipt',
    body,
    attributes: { ApproximateReceiveCount: String(receiveCount) },
  }) as SQSRecord;

const keyOf = ({ eventId, endpointId }: DeliveryKey) => `${eventId}/${endpointId}`;

/** A sender on ports in memory, with all that it did. */
export const createSenderWorld = () => {
  const rows = new Map<string, Delivery>();
  const endpoints = new Map([['ep_1', Endpoint.parse({ endpointId: 'ep_1', state: 'enabled' })]]);
  const secrets = new Map<string, EndpointSecret>([
    [
      'ep_1',
      {
        endpointId: 'ep_1',
        url: 'https://receiver.test/hook',
        headers: { 'X-Token': 'abc' },
        secrets: [{ secret: SECRET, createdAt: '2026-01-01T00:00:00.000Z' }],
      },
    ],
  ]);
  const world = {
    rows,
    endpoints,
    secrets,
    nowMs: Date.parse('2026-03-14T09:26:54.000Z'),
    writes: 0,
    posts: [] as WebhookPost[],
    delays: [] as number[],
    answer: (): WebhookAnswer | Promise<WebhookAnswer> => answered(200),
    log: createFakeLog(),
    metrics: createFakeMetrics(),
  };
  const deps: SenderDeps = {
    endpoints: { get: (id) => Promise.resolve(endpoints.get(id)) },
    endpointSwitch: {
      disable: (id, disabledReason) => {
        const endpoint = endpoints.get(id);
        if (endpoint?.state !== 'enabled') return Promise.resolve(false);
        endpoints.set(id, { ...endpoint, state: 'disabled', disabledReason });
        return Promise.resolve(true);
      },
    },
    secrets: { get: (id) => Promise.resolve(secrets.get(id)) },
    deliveries: {
      get: (key) => Promise.resolve(rows.get(keyOf(key))),
      record: (row, previous) => {
        const isChanged = rows.get(keyOf(row)) !== previous;
        if (isChanged && row.state !== 'delivered') return Promise.resolve(false);
        world.writes += 1;
        rows.set(keyOf(row), row);
        return Promise.resolve(true);
      },
    },
    poster: {
      post: async (request) => {
        world.posts.push(request);
        return await world.answer();
      },
    },
    queue: {
      delay: (_, seconds) => {
        world.delays.push(seconds);
        return Promise.resolve();
      },
    },
    scheduleSeconds: [5, 300, 1800],
    nowMs: () => world.nowMs,
    random: () => 0.5,
    log: world.log,
    metrics: world.metrics,
  };
  const send = createSender(deps);
  return Object.assign(world, {
    sendBatch: (...records: SQSRecord[]) => send({ Records: records } as SQSEvent),
    sendOne: async (message: DeliveryMessage, receiveCount = 1) => {
      const record = aRecord(JSON.stringify(message), receiveCount);
      const [settled] = await send({ Records: [record] } as SQSEvent);
      if (settled?.status === 'rejected') throw settled.reason;
      return settled?.value;
    },
  });
};
