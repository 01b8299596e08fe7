import middy from '@middy/core';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { createDynamoEndpointLister } from '../adapters/dynamo-endpoints.ts';
import { createEndpointCache } from '../adapters/endpoint-cache.ts';
import { createSnsClient } from '../adapters/sns-client.ts';
import { createSnsEventsTopic } from '../adapters/sns-events-topic.ts';
import { createSqsClient } from '../adapters/sqs-client.ts';
import { createSqsDeliveryQueue } from '../adapters/sqs-delivery-queue.ts';
import { createSendJson } from '../adapters/sqs-json-queue.ts';
import { readStreamImage } from '../adapters/stream-image.ts';
import { readEnv } from '../core/function/read-env.ts';
import { createTelemetry } from '../middleware/telemetry.ts';
import { FanOutEnv } from './env.ts';
import { createFanOut } from './handler.ts';

const env = readEnv(FanOutEnv, process.env);
const { log, metrics, middleware } = createTelemetry<'fan-out'>();
const sqs = createSqsClient();

/** Reads the transitions from the Jobs table's stream. */
export const handler = middy<DynamoDBStreamEvent>()
  .use(middleware)
  .handler(
    createFanOut({
      readImage: readStreamImage,
      endpoints: createEndpointCache(
        createDynamoEndpointLister(createDynamoClient(), env.ENDPOINTS_TABLE_NAME, log, () =>
          metrics.count('EndpointUnreadable'),
        ),
      ),
      topic: createSnsEventsTopic(createSnsClient(), env.EVENTS_TOPIC_ARN),
      queue: createSqsDeliveryQueue(sqs, env.DELIVERY_QUEUE_URL),
      failedEvents: { keep: createSendJson(sqs, env.FAILED_EVENTS_QUEUE_URL) },
      log,
      metrics,
    }),
  );
