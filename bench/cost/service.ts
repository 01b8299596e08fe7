import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { DeploymentOutputs } from '../../cli/deployment/deployment-outputs.ts';
import { createDynamoDeliveries } from '../../lambdas/adapters/dynamo/deliveries.ts';
import { createDynamoEndpointLister } from '../../lambdas/adapters/dynamo/endpoints/endpoints.ts';
import { createDynamoEndpointSecrets } from '../../lambdas/adapters/dynamo/endpoints/secrets.ts';
import { createDynamoEndpointStates } from '../../lambdas/adapters/dynamo/endpoints/states.ts';
import { readStreamImage } from '../../lambdas/adapters/dynamo/items/stream-image.ts';
import { createDialPolicy } from '../../lambdas/adapters/https/dial-policy.ts';
import { createHttpsPoster } from '../../lambdas/adapters/https/poster.ts';
import { type DeliveryMessage, writeDeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import { createCachedStates, createEndpointCache } from '../../lambdas/core/endpoint/cache.ts';
import { DEFAULT_RETRY_SCHEDULE_SECONDS } from '../../lambdas/core/function/settings.ts';
import type { LogFields } from '../../lambdas/core/function/telemetry.ts';
import { createCachedReader } from '../../lambdas/core/row-cache.ts';
import { createFanOut } from '../../lambdas/fan-out/handler.ts';
import { createSender } from '../../lambdas/sender/handler.ts';
import { silent } from '../../simulation/functions/tools.ts';
import { sqsRecord } from '../../simulation/ports/queue.ts';
import type { CountedClient } from '../notices/counted-client.ts';
import { ASSUMED } from './prices.ts';
import { addSpent, countInvocation, type Tally } from './tally.ts';

/** An item as DynamoDB and its stream write it. */
export type Image = Readonly<Record<string, AttributeValue>>;

/** A job before and after a write. */
export interface Change {
  readonly before: Image | undefined;
  readonly after: Image;
}

/** Announces changes in one batch, makes their deliveries in another, and counts what that takes. */
export type Announce = (changes: readonly Change[], tally: Tally) => Promise<void>;

/** How long functions keep what they have read of an endpoint. */
export interface Freshness {
  readonly stateMs: number;
  readonly secretMs: number;
}

/** Counts log lines and metrics as they would be written. */
export const createCountedTelemetry = (current: () => Tally) => {
  const write = (code: string, fields: LogFields = {}) => {
    const own = JSON.stringify({ message: code, ...fields }).length;
    current().logBytes += ASSUMED.logLineBytes + own;
  };
  return {
    log: { info: write, warn: write, error: (code: string) => write(code) },
    metrics: silent.metrics,
  };
};

/** Puts the functions `fan-out` and `sender` together on counted tables; at most ten changes at a time. */
export const createAnnounce = (
  counted: CountedClient,
  outputs: DeploymentOutputs,
  freshness: Freshness,
): Announce => {
  let current: Tally | undefined;
  const telemetry = createCountedTelemetry(() => {
    if (current === undefined) throw new Error('Nothing is counted');
    return current;
  });
  const { client } = counted;
  const queued: DeliveryMessage[] = [];
  const fanOut = createFanOut({
    readImage: readStreamImage,
    endpoints: createEndpointCache(
      createDynamoEndpointLister(client, outputs.EndpointsTableName, telemetry.log),
      { nowMs: Date.now },
    ),
    topic: { publish: () => Promise.resolve([]) },
    queue: {
      send: (messages) => {
        queued.push(...messages);
        return Promise.resolve([]);
      },
    },
    noteGroups: () => Promise.resolve(),
    failedEvents: { keep: ({ reason }) => Promise.reject(new Error(reason)) },
    ...telemetry,
  });
  const sender = createCountedSender(counted, outputs, { telemetry, freshness });
  return async (changes, tally) => {
    current = tally;
    counted.takeSpent();
    await fanOut({ Records: changes.map(toRecord) });
    const deliveries = queued.splice(0);
    const hasDeliveries = deliveries.length > 0;
    tally.snsPublishes += 1;
    tally.sqsRequests += hasDeliveries ? 1 : 0;
    countInvocation(tally, addSpent(tally, counted.takeSpent()) + (hasDeliveries ? 2 : 1));
    tally.logBytes += ASSUMED.metricsLineBytes;
    if (!hasDeliveries) return;
    await sender({
      Records: deliveries.map((one) => sqsRecord(one.eventId, writeDeliveryMessage(one))),
    });
    // They are sent side by side: a batch takes as long as one of them.
    const requests = addSpent(tally, counted.takeSpent());
    countInvocation(tally, requests / deliveries.length, ASSUMED.webhookMs);
    tally.logBytes += ASSUMED.metricsLineBytes;
    // Lambda receives the messages and deletes them.
    tally.sqsRequests += 2;
  };
};

interface SenderOptions {
  readonly telemetry: ReturnType<typeof createCountedTelemetry>;
  readonly freshness: Freshness;
}

const createCountedSender = (
  { client }: CountedClient,
  outputs: DeploymentOutputs,
  { telemetry, freshness: { stateMs, secretMs } }: SenderOptions,
) => {
  const secrets = createDynamoEndpointSecrets(client, outputs.EndpointSecretsTableName);
  return createSender({
    endpoints: createCachedStates(createDynamoEndpointStates(client, outputs.EndpointsTableName), {
      maxAgeMs: stateMs,
      nowMs: Date.now,
    }),
    secrets: createCachedReader(secrets, { maxAgeMs: secretMs, nowMs: Date.now }),
    deliveries: createDynamoDeliveries(client, outputs.DeliveriesTableName),
    poster: createHttpsPoster({
      policy: createDialPolicy(['127.0.0.0/8']),
      timeoutMs: 20_000,
      allowHttp: true,
    }),
    queue: { delay: () => Promise.reject(new Error('A delivery was delayed')) },
    scheduleSeconds: DEFAULT_RETRY_SCHEDULE_SECONDS,
    timeoutMs: 20_000,
    disableAfterMs: Number.POSITIVE_INFINITY,
    nowMs: () => Date.now(),
    random: () => 0.5,
    remainingMs: () => 40_000,
    ...telemetry,
  });
};

const toRecord = ({ before, after }: Change): DynamoDBRecord => {
  const record: unknown = { dynamodb: { Keys: {}, OldImage: before, NewImage: after } };
  return isRecord(record) ? record : {};
};

const isRecord = (value: unknown): value is DynamoDBRecord => typeof value === 'object';
