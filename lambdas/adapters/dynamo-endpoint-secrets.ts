import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { EndpointSecretReader } from '../core/delivery-ports.ts';
import { EndpointSecret } from '../core/endpoint-secret.ts';

/** Creates the reader of the EndpointSecrets table. */
export const createDynamoEndpointSecrets = (
  client: DynamoDBClient,
  tableName: string,
): EndpointSecretReader => ({
  get: async (endpointId) => {
    const command = new GetItemCommand({
      TableName: tableName,
      Key: marshall({ endpointId }),
      ConsistentRead: true,
    });
    const { Item } = await client.send(command);
    if (Item === undefined) return undefined;
    const { success, data, error } = EndpointSecret.safeParse(unmarshall(Item));
    if (success) return data;
    throw new Error(`The secrets of endpoint ${endpointId} cannot be read`, { cause: error });
  },
});
