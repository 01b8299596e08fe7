import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { createDialPolicy } from '../../lambdas/adapters/https/dial-policy.ts';
import { createHttpsPoster } from '../../lambdas/adapters/https/poster.ts';
import { writeDeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import { DEFAULT_RETRY_SCHEDULE_SECONDS } from '../../lambdas/core/function/settings.ts';
import type { SenderDeps } from '../../lambdas/sender/deps.ts';
import { createSender } from '../../lambdas/sender/handler.ts';
import { silent } from '../../simulation/functions/tools.ts';
import { sqsRecord } from '../../simulation/ports/queue.ts';
import { type BenchDelivery, type BenchSender, toBatches } from './sender.ts';

/** Sends batches of ten through the function `sender`: all of it but its tables and its queue. */
export const createServiceSender = (secret: string): BenchSender => {
  const poster = createHttpsPoster({
    policy: createDialPolicy(['127.0.0.0/8']),
    timeoutMs: surroundings.timeoutMs,
    allowHttp: true,
  });
  return {
    name: 'glacier-job-notifier',
    isSigned: true,
    send: async (deliveries, url) => {
      const tables = createTables(secret, url);
      const sender = createSender({ ...tables.ports, ...surroundings, poster });
      for (const batch of toBatches(deliveries)) await sender(toEvent(batch));
      const delivered = tables.delivered();
      if (delivered < deliveries.length) throw new Error(`only ${delivered} were delivered`);
    },
  };
};

const createTables = (secret: string, url: string) => {
  const createdAt = new Date().toISOString();
  const id = { endpointId: 'ep_bench' };
  const endpoint = {
    ...id,
    eventTypes: [],
    filter: {},
    state: 'enabled' as const,
    lastSuccessAt: createdAt,
  };
  const target = { ...id, url, headers: {}, secrets: [{ secret, createdAt }] };
  let delivered = 0;
  const ports: Pick<SenderDeps, 'endpoints' | 'secrets' | 'deliveries'> = {
    endpoints: {
      recent: () => Promise.resolve(endpoint),
      current: () => Promise.resolve(endpoint),
      change: () => Promise.resolve(endpoint),
    },
    secrets: { get: () => Promise.resolve(target) },
    deliveries: {
      get: () => Promise.resolve(undefined),
      record: ({ state }) => {
        delivered += state === 'delivered' ? 1 : 0;
        return Promise.resolve(true);
      },
    },
  };
  return { ports, delivered: () => delivered };
};

const surroundings = {
  queue: { delay: () => Promise.resolve() },
  scheduleSeconds: DEFAULT_RETRY_SCHEDULE_SECONDS,
  timeoutMs: 20_000,
  disableAfterMs: Number.POSITIVE_INFINITY,
  nowMs: () => Date.now(),
  random: () => Math.random(),
  remainingMs: () => 40_000,
  ...silent,
};

const toEvent = (batch: readonly BenchDelivery[]): SQSEvent => ({ Records: batch.map(toRecord) });

const toRecord = ({ id, body }: BenchDelivery): SQSRecord =>
  sqsRecord(
    id,
    writeDeliveryMessage({
      eventId: id,
      endpointId: 'ep_bench',
      eventType: 'glacier.job.succeeded',
      body,
    }),
  );
