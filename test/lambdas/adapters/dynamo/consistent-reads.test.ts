import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { createDynamoDeliveries } from '../../../../lambdas/adapters/dynamo/deliveries.ts';
import { createDynamoEndpoints } from '../../../../lambdas/adapters/dynamo/endpoints/endpoints.ts';
import { createDynamoEndpointSecrets } from '../../../../lambdas/adapters/dynamo/endpoints/secrets.ts';
import { createDynamoEndpointStates } from '../../../../lambdas/adapters/dynamo/endpoints/states.ts';
import { createDynamoJobStore } from '../../../../lambdas/adapters/dynamo/job-store.ts';
import { createDynamoVaultRecords } from '../../../../lambdas/adapters/dynamo/vault-records.ts';
import { createDynamoArchiveJobs } from '../../../../operations/aws/tables/archive-jobs.ts';
import { createDynamoEndpointRows } from '../../../../operations/aws/tables/endpoint-rows.ts';
import { createDynamoEventDeliveries } from '../../../../operations/aws/tables/event-deliveries.ts';
import { createDynamoJobFinder } from '../../../../operations/aws/tables/job-finder.ts';
import { KEY } from '../../../support/evidence.ts';
import { createFakeLog } from '../../../support/fake-telemetry.ts';

const READERS: Readonly<Record<string, (client: DynamoDBClient) => Promise<unknown>>> = {
  'a job': (client) => createDynamoJobStore(client, 't').read(KEY),
  'a delivery': (client) =>
    createDynamoDeliveries(client, 't').get({ eventId: 'evt_1', endpointId: 'ep_1' }),
  'the deliveries of an event': (client) => createDynamoEventDeliveries(client, 't')('evt_1'),
  'an endpoint': (client) => createDynamoEndpoints(client, 't').get('ep_1'),
  'the state of an endpoint': (client) => createDynamoEndpointStates(client, 't').current('ep_1'),
  'the secrets of an endpoint': (client) => createDynamoEndpointSecrets(client, 't').get('ep_1'),
  'the number of endpoints': (client) =>
    createDynamoEndpointRows(client, 't', createFakeLog()).count(),
  'the jobs of archives': (client) =>
    createDynamoArchiveJobs(client, 't')('photos', '2026-03-14T12:00:00.000Z').next(),
  'jobs by the beginning of their id': (client) =>
    createDynamoJobFinder(client, 't')('photos', 'a'),
  'the records of vaults': (client) =>
    createDynamoVaultRecords(client, 't', createFakeLog()).list(),
};

// What was written a moment ago decides: a stale row would look like a lost one.
it.each(Object.entries(READERS))('reads %s with strong consistency', async (_what, read) => {
  const client = new DynamoDBClient({ region: 'eu-west-1' });
  const inputs: object[] = [];
  client.middlewareStack.add(
    () => (args) => {
      inputs.push(args.input);
      return Promise.resolve({ output: { $metadata: {} }, response: undefined });
    },
    { step: 'initialize' },
  );
  await read(client);
  expect(inputs).toMatchObject([{ ConsistentRead: true }]);
});
