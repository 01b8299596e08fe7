import { createDynamoDeliveries } from '../../../lambdas/adapters/dynamo/deliveries.ts';
import { createDynamoDeliveryIndex } from '../../../lambdas/adapters/dynamo/delivery-index.ts';
import { createDynamoEndpointStates } from '../../../lambdas/adapters/dynamo/endpoints/states.ts';
import { createDynamoUnhealthyEndpoints } from '../../../lambdas/adapters/dynamo/endpoints/troubled.ts';
import { toPlainItem } from '../../../lambdas/adapters/dynamo/items/plain-item.ts';
import { createDynamoJobStore } from '../../../lambdas/adapters/dynamo/job-store.ts';
import { createSqsDeliveryQueue } from '../../../lambdas/adapters/messaging/delivery-queue.ts';
import { createSnsEventsTopic } from '../../../lambdas/adapters/messaging/events-topic.ts';
import { createSendJson } from '../../../lambdas/adapters/messaging/json-queue.ts';
import { createSnsOperatorTopic } from '../../../lambdas/adapters/messaging/operator-topic.ts';
import { orderId } from '../../../lambdas/core/delivery/message.ts';
import { createCachedStates } from '../../../lambdas/core/endpoint/cache.ts';
import type { Endpoint } from '../../../lambdas/core/endpoint/endpoint.ts';
import type { EventsTopic } from '../../../lambdas/core/event/topic.ts';
import { createFanOut } from '../../../lambdas/fan-out/handler.ts';
import { createRedeliver } from '../../../lambdas/redeliver/handler.ts';
import { createDynamoEndpointRows } from '../../../operations/aws/tables/endpoint-rows.ts';
import { createDynamoEndpointSecretRows } from '../../../operations/aws/tables/endpoint-secret-rows.ts';
import { createFakeLog, createFakeMetrics } from '../../support/fake-telemetry.ts';
import { entriesOf } from '../../support/group-entries.ts';
import { createMailbox, type GoldenWorld, type Item } from './golden-world.ts';

/** The functions and ports of deliveries, on the tables of a world and on queues that keep what is sent. */
export const createGoldenService = (world: GoldenWorld) => {
  const { client, nowMs, randomBytes } = world;
  const events = createMailbox();
  const operatorEvents = createMailbox();
  const messages = createMailbox();
  const failedEvents = createMailbox();
  const telemetry = { log: createFakeLog(), metrics: createFakeMetrics() };
  const deliveries = createDynamoDeliveries(client, 'deliveries');
  const index = createDynamoDeliveryIndex(client, 'deliveries');
  const endpoints = createDynamoEndpointRows(client, 'endpoints', telemetry.log);
  const secrets = createDynamoEndpointSecretRows(client, 'endpoint-secrets');
  const queue = createSqsDeliveryQueue(messages.sqs, 'deliveries');
  const topic = createSnsEventsTopic(events.sns, 'events');
  const redeliver = createRedeliver({
    deliveries,
    index,
    endpoints: createDynamoUnhealthyEndpoints(client, 'endpoints', telemetry.log),
    onUnreadable: (error) => {
      throw error;
    },
    queue,
    topic: createSnsOperatorTopic(operatorEvents.sns, 'events'),
    scheduleSeconds: SCHEDULE_SECONDS,
    nowMs,
    ...telemetry,
  });
  return {
    ...telemetry,
    topic,
    events,
    operatorEvents,
    messages,
    failedEvents,
    endpointDeps: {
      endpoints,
      secrets,
      urlRules: { allowHttp: false, isRefusedAddress: () => false },
      nowMs,
      randomBytes,
    },
    replayDeps: {
      deliveries,
      index,
      endpoints,
      jobs: createDynamoJobStore(client, 'jobs'),
      entries: entriesOf(),
      queue,
      topic,
      newId: () => orderId(nowMs(), 'b0a1c2d3'),
      nowMs,
    },
    states: createCachedStates(createDynamoEndpointStates(client, 'endpoints'), {
      maxAgeMs: 0,
      nowMs,
    }),
    redeliver: () => redeliver(() => false),
    /** Announces new items of the Jobs or the Groups table to some endpoints, as their stream does. */
    fanOut: (
      items: readonly Item[],
      listed: readonly Endpoint[],
      to: Pick<EventsTopic, 'publish'> = topic,
    ) =>
      createFanOut({
        readImage: (image) => image && toPlainItem(image as Item),
        endpoints: { list: () => Promise.resolve(listed) },
        topic: to,
        queue,
        noteGroups: () => Promise.resolve(),
        failedEvents: { keep: createSendJson(failedEvents.sqs, 'failed-events') },
        ...telemetry,
      })({
        Records: items.map((NewImage) => ({
          dynamodb: {
            Keys: keyOf(NewImage),
            NewImage,
          },
        })),
      } as unknown as Parameters<ReturnType<typeof createFanOut>>[0]),
  };
};

const keyOf = ({ vaultArn, jobId, group, entry }: Item) =>
  entry === undefined ? { vaultArn, jobId } : { group, entry };

/** The retry schedule of the generator. */
export const SCHEDULE_SECONDS = [5, 300, 1800];

/** See {@link createGoldenService}. */
export type GoldenService = ReturnType<typeof createGoldenService>;
