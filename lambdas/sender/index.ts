import middy from '@middy/core';
import type { SQSEvent } from 'aws-lambda';
import { createDynamoClient } from '../adapters/dynamo/client.ts';
import { createDynamoDeliveries } from '../adapters/dynamo/deliveries.ts';
import { createDynamoEndpointSecrets } from '../adapters/dynamo/endpoints/secrets.ts';
import { createDynamoEndpointStates } from '../adapters/dynamo/endpoints/states.ts';
import { createDialPolicy } from '../adapters/https/dial-policy.ts';
import { createHttpsPoster } from '../adapters/https/poster.ts';
import { createSqsDeliveryDelay } from '../adapters/messaging/delivery-delay.ts';
import { createSqsClient } from '../adapters/messaging/sqs-client.ts';
import { createCachedStates } from '../core/endpoint/cache.ts';
import { readEnv } from '../core/function/environment.ts';
import { createCachedReader } from '../core/row-cache.ts';
import { partialBatch } from '../middleware/partial-batch.ts';
import { createTelemetry } from '../middleware/telemetry.ts';
import { SenderEnv } from './env.ts';
import { createSender } from './handler.ts';

const env = readEnv(SenderEnv, process.env);
const { log, metrics, middleware } = createTelemetry<'sender'>();
const timeoutMs = env.WEBHOOK_TIMEOUT_SECONDS * 1000;
const nowMs = () => Date.now();
const dynamo = createDynamoClient();
const secrets = createDynamoEndpointSecrets(dynamo, env.ENDPOINT_SECRETS_TABLE_NAME);
// A secret that is rotated without a grace period goes on signing for this long.
const secretFreshness = { maxAgeMs: 15_000, nowMs };
// A circuit may still seem closed for this long after another sender has recorded failures.
const stateFreshness = { maxAgeMs: 5000, nowMs };

// One invocation at a time has this process.
let remainingMs = (): number => 0;

const send = createSender({
  endpoints: createCachedStates(
    createDynamoEndpointStates(dynamo, env.ENDPOINTS_TABLE_NAME),
    stateFreshness,
  ),
  secrets: createCachedReader(secrets, secretFreshness),
  deliveries: createDynamoDeliveries(dynamo, env.DELIVERIES_TABLE_NAME),
  poster: createHttpsPoster({
    policy: createDialPolicy(env.ALLOWED_CIDRS),
    timeoutMs,
    allowHttp: env.ALLOW_HTTP,
  }),
  queue: createSqsDeliveryDelay(createSqsClient(), env.DELIVERY_QUEUE_URL),
  scheduleSeconds: env.RETRY_SCHEDULE_SECONDS,
  timeoutMs,
  disableAfterMs: env.DISABLE_AFTER_HOURS * 3_600_000,
  nowMs,
  random: () => Math.random(),
  log,
  metrics,
  remainingMs: () => remainingMs(),
});

/** Sends the deliveries of DeliveryQueue to their endpoints. */
export const handler = middy<SQSEvent>()
  .use(middleware)
  .use(partialBatch(log))
  .handler((event, context) => {
    remainingMs = () => context.getRemainingTimeInMillis();
    return send(event);
  });
