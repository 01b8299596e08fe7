import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EndpointSecretReader } from '../../../core/endpoint/ports.ts';
import { EndpointSecret } from '../../../core/endpoint/secret.ts';
import { readItem } from '../items/read-item.ts';

/** Creates the reader of the EndpointSecrets table. */
export const createDynamoEndpointSecrets = (
  client: DynamoDBClient,
  tableName: string,
): EndpointSecretReader => ({
  get: async (endpointId) => {
    const item = await readItem(client, tableName, { endpointId });
    if (item === undefined) return undefined;
    const { success, data, error } = EndpointSecret.safeParse(item);
    if (success) return data;
    throw new Error(`The secrets of endpoint ${endpointId} cannot be read`, { cause: error });
  },
});
