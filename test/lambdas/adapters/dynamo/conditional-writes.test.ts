import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoDeliveries } from '../../../../lambdas/adapters/dynamo/deliveries.ts';
import { createDynamoEndpointStates } from '../../../../lambdas/adapters/dynamo/endpoints/states.ts';
import { createDynamoJobStore } from '../../../../lambdas/adapters/dynamo/job-store.ts';
import type { Delivery } from '../../../../lambdas/core/delivery/delivery.ts';
import { writeDecided, writeUnread } from '../../../../lambdas/core/job/store.ts';
import { createDynamoEndpointRows } from '../../../../operations/aws/tables/endpoint-rows.ts';
import { createDynamoEndpointSecretRows } from '../../../../operations/aws/tables/endpoint-secret-rows.ts';
import {
  type LocalServer,
  startLocalServer,
} from '../../../../sandbox/glacier/api/local-server.ts';
import { live, pending } from '../../../support/evidence.ts';
import { createFakeLog } from '../../../support/fake-telemetry.ts';

/** What DynamoDB, or what stands before it, answers; `silent` never does. */
type Fault = { readonly status: number; readonly body: string } | 'silent';

const error = (name: string): string =>
  JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name });

const FAULTS: Readonly<Record<string, Fault>> = {
  'is throttled by the table': {
    status: 400,
    body: error('ProvisionedThroughputExceededException'),
  },
  'is throttled by the account': { status: 400, body: error('ThrottlingException') },
  'meets a transaction': { status: 400, body: error('TransactionConflictException') },
  'finds no table': { status: 400, body: error('ResourceNotFoundException') },
  'is denied': { status: 400, body: error('AccessDeniedException') },
  'meets an internal error': { status: 500, body: error('InternalServerError') },
  'meets a gateway that fails': { status: 503, body: '<html>Service Unavailable</html>' },
  'gets no answer': 'silent',
  'gets a damaged answer': { status: 200, body: '{"Attributes":{"endpo' },
};

const REFUSED: Fault = { status: 400, body: error('ConditionalCheckFailedException') };

let fault: Fault = 'silent';
let server: LocalServer;
let client: DynamoDBClient;

beforeAll(async () => {
  server = await startLocalServer((request, response) => {
    request.resume();
    if (fault === 'silent') return;
    response.writeHead(fault.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(fault.body);
  }, 0);
  client = new DynamoDBClient({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    endpoint: server.url,
    maxAttempts: 1,
    requestHandler: { requestTimeout: 100, throwOnRequestTimeout: true },
  });
});

afterAll(async () => {
  client.destroy();
  await server.stop();
});

const AT = '2026-03-14T09:26:54.000Z';

const retrying: Delivery = {
  eventId: 'evt_1',
  endpointId: 'ep_1',
  eventType: 'glacier.job.succeeded',
  state: 'retrying',
  attempts: [],
  attemptCount: 1,
  nextAttemptAt: AT,
  updatedAt: AT,
  body: '{}',
  expireAt: 1776158814,
};

const evidence = pending('describe-job', AT);
const job = live([evidence])!;

const write = (row: Delivery, previous?: Delivery) => () =>
  createDynamoDeliveries(client, 'deliveries').record(row, previous);

const endpoints = () => createDynamoEndpointRows(client, 'endpoints', createFakeLog());
const secrets = () => createDynamoEndpointSecretRows(client, 'endpoint-secrets');
const states = () => createDynamoEndpointStates(client, 'endpoints');
const secret = { secret: 'whsec_1', createdAt: AT };

/** Every write under a condition, with what it returns when the condition is not met. */
const WRITERS: Readonly<Record<string, readonly [() => Promise<unknown>, lost: unknown]>> = {
  'a new job': [
    () => createDynamoJobStore(client, 'jobs').write(writeUnread(job, evidence)),
    { kind: 'clash', job: undefined },
  ],
  'a decided job': [
    () => createDynamoJobStore(client, 'jobs').write(writeDecided(job, job)),
    { kind: 'clash', job: undefined },
  ],
  'a first attempt': [write(retrying), false],
  'a further attempt': [write({ ...retrying, attemptCount: 2 }, retrying), false],
  'a parked delivery': [write({ ...retrying, state: 'parked', dueShard: '1' }, retrying), false],
  'the circuit of an endpoint': [
    () => states().change('ep_1', { when: { state: 'enabled' }, add: { failureCount: 1 } }),
    undefined,
  ],
  'the choice of an operator': [() => endpoints().change('ep_1', { description: 'mine' }), false],
  'an endpoint to enable': [() => endpoints().enable('ep_1'), false],
  'an endpoint to disable': [() => endpoints().disable('ep_1', 'it fails', 0), false],
  'an endpoint to remove': [() => endpoints().remove('ep_1'), false],
  'another URL': [() => secrets().retarget('ep_1', { url: 'https://example.com' }), false],
  'rotated secrets': [
    () => secrets().replaceSecrets({ endpointId: 'ep_1', secrets: [secret], previous: [] }),
    false,
  ],
};

describe.each(Object.entries(WRITERS))('a write of %s', (_name, [run, lost]) => {
  it.each(Object.entries(FAULTS))('rejects when it %s', async (_fault, given) => {
    fault = given;
    await expect(run()).rejects.toThrow(Error);
  });

  it('has lost when its condition is not met', async () => {
    fault = REFUSED;
    await expect(run()).resolves.toStrictEqual(lost);
  });
});

describe.each([
  ['endpoint', () => endpoints().add({ endpointId: 'ep_1', state: 'enabled', urlHost: 'x' })],
  [
    'secret',
    () => secrets().add({ endpointId: 'ep_1', url: 'https://x', headers: {}, secrets: [] }),
  ],
])('a new %s', (_name, add) => {
  it.each([...Object.entries(FAULTS), ['would replace another', REFUSED] as const])(
    'is not taken for written when it %s',
    async (_fault, given) => {
      fault = given;
      await expect(add()).rejects.toThrow(Error);
    },
  );
});
