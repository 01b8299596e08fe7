import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { TroubledEndpoints } from '../core/delivery-ports.ts';
import { EndpointState } from '../core/probe-state.ts';
import type { Log } from '../core/telemetry-ports.ts';
import { changeEndpointState } from './dynamo-endpoint-state.ts';

const TROUBLE = ['failingSince', 'probeAt', 'drainFrom', 'untoldDisabledAt'];

/**
 * Creates the finder of endpoints that need to be looked after.
 *
 * There are at most 1,000 endpoints, some hundred bytes each: a scan a minute is cheaper than an index.
 */
export const createDynamoTroubledEndpoints = (
  client: DynamoDBClient,
  tableName: string,
  log: Log,
): TroubledEndpoints => ({
  list: async () => {
    const pages = paginateScan(
      { client },
      {
        TableName: tableName,
        FilterExpression: TROUBLE.map((name) => `attribute_exists(${name})`).join(' OR '),
      },
    );
    const found: EndpointState[] = [];
    for await (const { Items = [] } of pages) {
      found.push(...Items.flatMap((item) => readOrSkip(unmarshall(item), log)));
    }
    return found;
  },
  change: (endpointId, change) => changeEndpointState(client, tableName, { endpointId, change }),
});

const readOrSkip = (row: Record<string, unknown>, log: Log): EndpointState[] => {
  const { success, data, error } = EndpointState.safeParse(row);
  if (success) return [data];
  log.error('endpoint.unreadable', error, { endpointId: row['endpointId'] });
  return [];
};
