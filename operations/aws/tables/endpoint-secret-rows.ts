import { DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createDynamoEndpointSecrets } from '../../../lambdas/adapters/dynamo/endpoints/secrets.ts';
import type { EndpointSecretRows } from '../../endpoints/ports.ts';
import { addEndpointItem, changeEndpointItem } from './endpoint-change.ts';

/** Creates the keeper of the EndpointSecrets table for an operator. */
export const createDynamoEndpointSecretRows = (
  client: DynamoDBClient,
  tableName: string,
): EndpointSecretRows => ({
  get: createDynamoEndpointSecrets(client, tableName).get,
  add: (row) => addEndpointItem(client, tableName, row),
  retarget: (endpointId, change) =>
    changeEndpointItem(client, { tableName, endpointId, changes: { ...change } }),
  replaceSecrets: ({ endpointId, secrets, previous }) =>
    changeEndpointItem(client, {
      tableName,
      endpointId,
      changes: { secrets },
      previous: { secrets: previous },
    }),
  remove: async (endpointId) => {
    const Key = marshall({ endpointId });
    await client.send(new DeleteItemCommand({ TableName: tableName, Key }));
  },
});
