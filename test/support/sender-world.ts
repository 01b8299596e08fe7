import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { WebhookAnswer } from '../../lambdas/core/delivery/answer.ts';
import type { DeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import type { WebhookPost } from '../../lambdas/core/delivery/ports.ts';
import type { EndpointSecret } from '../../lambdas/core/endpoint/secret.ts';
import type { SenderDeps } from '../../lambdas/sender/deps.ts';
import { createSender } from '../../lambdas/sender/handler.ts';
import { createDeliveriesTable } from '../../simulation/ports/deliveries-table.ts';
import { createEndpointsTable } from '../../simulation/ports/endpoints-table.ts';
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

/** The row of an endpoint that has taken something a minute ago. */
export const HEALTHY = {
  endpointId: 'ep_1',
  state: 'enabled',
  lastSuccessAt: '2026-03-14T09:25:54.000Z',
  answerMs: 100,
} as const;

/** A sender on ports in memory, with all that it did. */
export const createSenderWorld = () => {
  const store = createDeliveriesTable();
  const table = createEndpointsTable([HEALTHY]);
  const { rows } = store;
  const { rows: endpoints } = table;
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
    endpointWrites: 0,
    random: 0.5,
    store,
    table,
    posts: [] as WebhookPost[],
    delays: [] as number[],
    answer: (): WebhookAnswer | Promise<WebhookAnswer> => answered(200),
    log: createFakeLog(),
    metrics: createFakeMetrics(),
  };
  const deps: SenderDeps = {
    endpoints: {
      recent: (id) => Promise.resolve(endpoints.get(id)),
      current: (id) => Promise.resolve(endpoints.get(id)),
      change: async (id, change) => {
        const changed = await table.change(id, change);
        world.endpointWrites += changed ? 1 : 0;
        return changed;
      },
    },
    secrets: { get: (id) => Promise.resolve(secrets.get(id)) },
    deliveries: {
      get: store.get,
      record: async (row, previous) => {
        const isRecorded = await store.record(row, previous);
        world.writes += isRecorded ? 1 : 0;
        return isRecorded;
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
    timeoutMs: 20_000,
    disableAfterMs: 120 * 3_600_000,
    nowMs: () => world.nowMs,
    remainingMs: () => 40_000,
    random: () => world.random,
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
