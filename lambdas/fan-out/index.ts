import middy from '@middy/core';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { createDynamoClient } from '../adapters/dynamo/client.ts';
import { createDynamoEndpointLister } from '../adapters/dynamo/endpoints/endpoints.ts';
import { createDynamoGroupOpener } from '../adapters/dynamo/group-opener.ts';
import { readStreamImage } from '../adapters/dynamo/items/stream-image.ts';
import { createSqsDeliveryQueue } from '../adapters/messaging/delivery-queue.ts';
import { createEventBus } from '../adapters/messaging/event-bus.ts';
import { createSnsEventsTopic } from '../adapters/messaging/events-topic.ts';
import { createSendJson } from '../adapters/messaging/json-queue.ts';
import { createSnsClient } from '../adapters/messaging/sns-client.ts';
import { createSqsClient } from '../adapters/messaging/sqs-client.ts';
import { createEndpointCache } from '../core/endpoint/cache.ts';
import { publishToAll } from '../core/event/publish-to-all.ts';
import { readEnv } from '../core/function/environment.ts';
import { createTelemetry } from '../middleware/telemetry.ts';
import { FanOutEnv } from './env.ts';
import { createFanOut } from './handler.ts';
import { createNoteGroups } from './note-groups.ts';

const env = readEnv(FanOutEnv, process.env);
const { log, metrics, middleware } = createTelemetry<'fan-out'>();
const sqs = createSqsClient();
const dynamo = createDynamoClient();
const nowMs = () => Date.now();

/** Reads the streams of the Jobs table and of the Groups table. */
export const handler = middy<DynamoDBStreamEvent>()
  .use(middleware)
  .handler(
    createFanOut({
      readImage: readStreamImage,
      endpoints: createEndpointCache(
        createDynamoEndpointLister(dynamo, env.ENDPOINTS_TABLE_NAME, log, () =>
          metrics.count('EndpointUnreadable'),
        ),
        { nowMs },
      ),
      topic: publishToAll(
        createSnsEventsTopic(createSnsClient(), env.EVENTS_TOPIC_ARN),
        ...(env.EVENT_BUS === undefined ? [] : [createEventBus(env.EVENT_BUS)]),
      ),
      queue: createSqsDeliveryQueue(sqs, env.DELIVERY_QUEUE_URL),
      failedEvents: { keep: createSendJson(sqs, env.FAILED_EVENTS_QUEUE_URL) },
      noteGroups: createNoteGroups({
        opener: createDynamoGroupOpener(dynamo, env.GROUPS_TABLE_NAME),
        nowMs,
        log,
        metrics,
      }),
      log,
      metrics,
    }),
  );
