import { type DynamoDBClient, GetItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { EndpointLister, EndpointReader } from '../core/delivery-ports.ts';
import { Endpoint } from '../core/endpoint.ts';
import { readRow } from '../core/read-row.ts';
import type { Log } from '../core/telemetry-ports.ts';

type Item = Parameters<typeof unmarshall>[0];

/**
 * Creates the reader of all endpoints in the Endpoints table.
 *
 * A row that cannot be read is logged, given to `onUnreadable` and left out: it must not cost the other
 * endpoints their events.
 */
export const createDynamoEndpointLister = (
  client: DynamoDBClient,
  tableName: string,
  log: Log,
  onUnreadable: () => void = () => undefined,
): EndpointLister => ({
  list: async () => {
    const endpoints: Endpoint[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName })) {
      endpoints.push(...Items.flatMap((item) => readOrSkip(item, log, onUnreadable)));
    }
    return endpoints;
  },
});

/** Creates the reader of single endpoints in the Endpoints table. */
export const createDynamoEndpoints = (
  client: DynamoDBClient,
  tableName: string,
): EndpointReader => ({
  get: async (endpointId) => {
    const command = new GetItemCommand({
      TableName: tableName,
      Key: marshall({ endpointId }),
      // A new endpoint must not look like a removed one.
      ConsistentRead: true,
    });
    const { Item } = await client.send(command);
    return Item === undefined ? undefined : readRow(Endpoint, unmarshall(Item), 'Endpoints');
  },
});

const readOrSkip = (item: Item, log: Log, onUnreadable: () => void): Endpoint[] => {
  const row = unmarshall(item);
  const { success, data, error } = Endpoint.safeParse(row);
  if (success) return [data];
  log.error('endpoint.unreadable', error, { endpointId: row['endpointId'] });
  onUnreadable();
  return [];
};
