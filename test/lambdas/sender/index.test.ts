import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSEvent } from 'aws-lambda';
import { startFauxqs } from 'fauxqs';
import { Webhook } from 'standardwebhooks';
import { afterEach, expect, it, vi } from 'vitest';
import { createDynamoDeliveries } from '../../../lambdas/adapters/dynamo/deliveries.ts';
import { startDynamodb } from '../../../sandbox/emulators/start-dynamodb.ts';
import { createKeyTable, putRow } from '../../support/key-table.ts';
import { aDeliveryMessage, aRecord, SECRET } from '../../support/sender-world.ts';
import { startHttp } from '../../support/start-receiver.ts';

const ACCESS = { region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };

const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 30_000 } as Context;

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const startQueue = async () => {
  const server = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const client = new SQSClient({ endpoint, ...ACCESS });
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: 'deliveries' }));
  client.destroy();
  return { server, endpoint, queueUrl: QueueUrl };
};

const stubEnv = (variables: Record<string, string>) => {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
};

it('wires a sender that verifies, records and answers for each message', async () => {
  const logged: string[] = [];
  const keep = (line: unknown) => logged.push(String(line)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  const verified: unknown[] = [];
  await using receiver = await startHttp((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      verified.push(new Webhook(SECRET).verify(Buffer.concat(chunks).toString(), headers));
      response.end('ok');
    });
  });
  const dynamo = await startDynamodb();
  const client = new DynamoDBClient({ endpoint: dynamo.endpoint, ...ACCESS });
  const queue = await startQueue();
  try {
    await createKeyTable(client, 'endpoints', ['endpointId']);
    await createKeyTable(client, 'secrets', ['endpointId']);
    await createKeyTable(client, 'deliveries', ['eventId', 'endpointId']);
    await putRow(client, 'endpoints', { endpointId: 'ep_1', state: 'enabled' });
    await putRow(client, 'secrets', {
      endpointId: 'ep_1',
      url: `http://127.0.0.1:${receiver.port}/`,
      secrets: [{ secret: SECRET, createdAt: '2026-03-14T00:00:00.000Z' }],
    });
    stubEnv({
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
      AWS_ENDPOINT_URL_SQS: queue.endpoint,
      POWERTOOLS_METRICS_NAMESPACE: 'GlacierJobNotifier',
      POWERTOOLS_SERVICE_NAME: 'Sender',
      ENDPOINTS_TABLE_NAME: 'endpoints',
      ENDPOINT_SECRETS_TABLE_NAME: 'secrets',
      DELIVERIES_TABLE_NAME: 'deliveries',
      DELIVERY_QUEUE_URL: queue.queueUrl,
      WEBHOOK_TIMEOUT_SECONDS: '20',
      RETRY_SCHEDULE_SECONDS: '5,300',
      ALLOWED_CIDRS: '127.0.0.0/8',
      ALLOW_HTTP: 'true',
      DISABLE_AFTER_HOURS: '120',
    });
    const { handler } = await import('../../../lambdas/sender/index.ts');
    const good = aRecord(JSON.stringify(aDeliveryMessage()));
    const bad = { ...aRecord('not JSON'), messageId: 'bad' };
    const response = await handler({ Records: [good, bad] } as SQSEvent, context);

    expect(response).toStrictEqual({ batchItemFailures: [{ itemIdentifier: 'bad' }] });
    expect(verified).toStrictEqual([{ id: 'evt_1' }]);
    const deliveries = createDynamoDeliveries(client, 'deliveries');
    expect(await deliveries.get({ eventId: 'evt_1', endpointId: 'ep_1' })).toMatchObject({
      state: 'delivered',
      attemptCount: 1,
    });
    expect(logged.join('')).toContain('"DeliverySucceeded":1');
  } finally {
    await queue.server.stop();
    client.destroy();
    await dynamo.stop();
  }
});
