import middy from '@middy/core';
import { createDynamoClient } from '../adapters/dynamo/client.ts';
import { createDynamoDeliveries } from '../adapters/dynamo/deliveries.ts';
import { createDynamoDeliveryIndex } from '../adapters/dynamo/delivery-index.ts';
import { createDynamoUnhealthyEndpoints } from '../adapters/dynamo/endpoints/troubled.ts';
import { createSqsDeliveryQueue } from '../adapters/messaging/delivery-queue.ts';
import { createSnsOperatorTopic } from '../adapters/messaging/operator-topic.ts';
import { createSnsClient } from '../adapters/messaging/sns-client.ts';
import { createSqsClient } from '../adapters/messaging/sqs-client.ts';
import type { DeliveryKey } from '../core/delivery/ports.ts';
import { deadlineOf } from '../core/function/deadline.ts';
import { readEnv } from '../core/function/environment.ts';
import { createTelemetry } from '../middleware/telemetry.ts';
import { RedeliverEnv } from './env.ts';
import { createRedeliver } from './handler.ts';

const env = readEnv(RedeliverEnv, process.env);
const { log, metrics, middleware } = createTelemetry<'redeliver'>();
const dynamo = createDynamoClient();

const onUnreadable = (error: Error, key?: DeliveryKey) => {
  metrics.count('DeliveryUnreadable');
  log.error('delivery.unreadable', error, { ...key });
};
const onDamaged = (reason: string) => onUnreadable(new Error(reason));

const redeliver = createRedeliver({
  deliveries: createDynamoDeliveries(dynamo, env.DELIVERIES_TABLE_NAME),
  index: createDynamoDeliveryIndex(dynamo, env.DELIVERIES_TABLE_NAME, onDamaged),
  endpoints: createDynamoUnhealthyEndpoints(dynamo, env.ENDPOINTS_TABLE_NAME, log, () =>
    metrics.count('EndpointUnreadable'),
  ),
  onUnreadable,
  queue: createSqsDeliveryQueue(createSqsClient(), env.DELIVERY_QUEUE_URL),
  topic: createSnsOperatorTopic(createSnsClient(), env.EVENTS_TOPIC_ARN),
  scheduleSeconds: env.RETRY_SCHEDULE_SECONDS,
  nowMs: () => Date.now(),
  log,
  metrics,
});

/** Runs every minute. */
export const handler = middy()
  .use(middleware)
  .handler((_event, context) => redeliver(deadlineOf(() => context.getRemainingTimeInMillis())));
