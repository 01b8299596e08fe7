import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { startFauxqs } from 'fauxqs';
import { afterEach, expect, it, vi } from 'vitest';
import { createDynamoDeliveries } from '../../../lambdas/adapters/dynamo/deliveries.ts';
import type { Delivery } from '../../../lambdas/core/delivery/delivery.ts';
import { startDynamodb } from '../../../sandbox/emulators/start-dynamodb.ts';
import { createDeliveriesTable } from '../../support/deliveries-table.ts';
import { createKeyTable, putRow } from '../../support/key-table.ts';

const ACCESS = { region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };

const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 60_000 } as Context;

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const parked: Delivery = {
  eventId: 'evt_1',
  endpointId: 'ep_1',
  eventType: 'glacier.job.succeeded',
  state: 'parked',
  attempts: [],
  attemptCount: 0,
  updatedAt: '2026-03-14T09:00:00.000Z',
  nextAttemptAt: '2026-03-14T10:00:00.000Z',
  dueShard: '7',
  body: '{"id":"evt_1"}',
  expireAt: 1776158814,
};

it('wires a redeliver that sends what is due and announces what was disabled', async () => {
  const logged: string[] = [];
  const keep = (line: unknown) => logged.push(String(line)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  const dynamo = await startDynamodb();
  const server = await startFauxqs({ port: 0, logger: false, defaultRegion: 'eu-west-1' });
  const client = new DynamoDBClient({ endpoint: dynamo.endpoint, ...ACCESS });
  const sqs = new SQSClient({ endpoint: server.address, ...ACCESS });
  try {
    const { queueUrl } = server.createQueue('deliveries');
    const { queueUrl: operatorsUrl } = server.createQueue('operators');
    const { topicArn } = server.createTopic('events');
    server.subscribe({ topic: 'events', queue: 'operators' });
    await createKeyTable(client, 'endpoints', ['endpointId']);
    await createDeliveriesTable(client, 'deliveries');
    await createDynamoDeliveries(client, 'deliveries').record(parked, undefined);
    await putRow(client, 'endpoints', {
      endpointId: 'ep_2',
      state: 'disabled',
      failingSince: '2026-03-14T09:00:00.000Z',
      disableNoticePendingSince: '2026-03-14T10:00:00.000Z',
    });
    const variables = {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
      AWS_ENDPOINT_URL_SQS: server.address,
      AWS_ENDPOINT_URL_SNS: server.address,
      POWERTOOLS_METRICS_NAMESPACE: 'GlacierJobNotifier',
      POWERTOOLS_SERVICE_NAME: 'redeliver',
      ENDPOINTS_TABLE_NAME: 'endpoints',
      DELIVERIES_TABLE_NAME: 'deliveries',
      // The emulator names a host that resolves nowhere; the SDK goes where the URL says.
      DELIVERY_QUEUE_URL: `${server.address}${new URL(queueUrl).pathname}`,
      EVENTS_TOPIC_ARN: topicArn,
      RETRY_SCHEDULE_SECONDS: '5,300',
    };
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const { handler } = await import('../../../lambdas/redeliver/index.ts');
    await handler({}, context);

    const receive = async (url: string) => {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url }));
      return Messages.map(({ Body = '{}' }): unknown => JSON.parse(Body));
    };
    expect(await receive(queueUrl)).toMatchObject([{ eventId: 'evt_1', body: parked.body }]);
    expect(await receive(operatorsUrl)).toMatchObject([
      { Message: expect.stringContaining('"type":"webhook.endpoint.disabled"') },
    ]);
    expect(logged.join('')).toContain('"DeliveryRedelivered":1');
  } finally {
    client.destroy();
    sqs.destroy();
    await server.stop();
    await dynamo.stop();
  }
});
