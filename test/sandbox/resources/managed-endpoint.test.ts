import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { createDynamoEndpoints } from '../../../lambdas/adapters/dynamo/endpoints/endpoints.ts';
import { createDynamoEndpointSecrets } from '../../../lambdas/adapters/dynamo/endpoints/secrets.ts';
import { writeBundle } from '../../../lib/functions/runtime/bundling.ts';
import { startLocalServer } from '../../../sandbox/glacier/api/local-server.ts';
import { aFunction, startTestStack } from '../start-test-stack.ts';

const bundle = () => {
  const folder = mkdtempSync(join(tmpdir(), 'managed-endpoint-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeBundle('managed-endpoints', folder);
  return readFileSync(join(folder, 'index.js'), 'utf8');
};

const serve = async (answer: (body: unknown) => object) => {
  const server = await startLocalServer(async (request, response) => {
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify(answer(await json(request))));
  }, 0);
  onTestFinished(server.stop);
  return server.url;
};

const aTable = (TableName: string) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName,
    KeySchema: [{ AttributeName: 'endpointId', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'endpointId', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  },
});

const textOf = (byte: number) => Buffer.alloc(24, byte).toString('base64');

it('is created by the bundle as it is deployed, changed in place and removed', async () => {
  let version = 1;
  const secretsUrl = await serve(() => ({ SecretString: textOf(version) }));
  const properties = (url: string) => ({
    Endpoint: { url, filter: { vaultNames: ['photos'] } },
    SecretArn: 'an-arn',
    ConstructPath: 'Test/OnCall',
  });
  const variables = {
    ENDPOINTS_TABLE_NAME: { Ref: 'Endpoints' },
    ENDPOINT_SECRETS_TABLE_NAME: { Ref: 'Secrets' },
    ALLOWED_CIDRS: '',
    ALLOW_HTTP: 'false',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsUrl,
    POWERTOOLS_SERVICE_NAME: 'managed-endpoints',
  };
  const ServiceToken = { 'Fn::GetAtt': ['Fn', 'Arn'] };
  const { outputs, fn, clients } = await startTestStack(
    {
      Endpoints: aTable('Endpoints'),
      Secrets: aTable('Secrets'),
      Fn: aFunction('bundle', { Environment: { Variables: variables }, Timeout: 180 }),
      OnCall: {
        Type: 'Custom::WebhookEndpoint',
        Properties: { ServiceToken, ...properties('https://a.example/') },
      },
    },
    {
      sources: { bundle: bundle() },
      outputs: Object.fromEntries(
        ['OnCall', 'Endpoints', 'Secrets', 'AWS::StackId'].map((Ref) => [Ref, { Ref }]),
      ),
    },
  );
  const { OnCall: id = '', Endpoints = '', Secrets = '' } = outputs;
  const read = async () => ({
    row: await createDynamoEndpoints(clients.dynamodb, Endpoints).get(id),
    secret: await createDynamoEndpointSecrets(clients.dynamodb, Secrets).get(id),
  });
  expect(await read()).toMatchObject({
    row: {
      urlHost: 'a.example',
      managedBy: expect.stringMatching(/^stack Test\d \(Test\/OnCall\)/),
    },
    secret: { url: 'https://a.example/', secrets: [{ secret: `whsec_${textOf(1)}` }] },
  });

  const answers: unknown[] = [];
  const ResponseURL = await serve((answer) => ({ count: answers.push(answer) }));
  const request = (RequestType: string, url: string) =>
    fn('Fn').invoke({
      RequestType,
      ResponseURL,
      StackId: outputs['AWS::StackId'],
      RequestId: RequestType,
      LogicalResourceId: 'OnCall',
      ResourceProperties: properties(url),
    });
  version = 2;
  await request('Update', 'https://b.example/');
  expect(answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: id }]);
  const updated = await read();
  expect(updated).toMatchObject({ row: { urlHost: 'b.example' } });
  expect(updated.secret?.secrets).toMatchObject([
    { secret: `whsec_${textOf(2)}` },
    { secret: `whsec_${textOf(1)}`, expiresAt: expect.any(String) },
  ]);
  await request('Delete', 'https://b.example/');
  expect(await read()).toStrictEqual({ row: undefined, secret: undefined });
});
