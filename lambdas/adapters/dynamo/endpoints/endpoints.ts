import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Endpoint } from '../../../core/endpoint/endpoint.ts';
import type { EndpointLister, EndpointReader } from '../../../core/endpoint/ports.ts';
import type { Log } from '../../../core/function/telemetry.ts';
import { readRow } from '../../../core/rows.ts';
import { readItem } from '../items/read-item.ts';
import { scanEndpoints } from './scan.ts';

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
  onUnreadable?: (row: Readonly<Record<string, unknown>>) => void,
): EndpointLister => ({
  list: () =>
    scanEndpoints(client, { TableName: tableName }, { schema: Endpoint, log, onUnreadable }),
});

/** Creates the reader of single endpoints in the Endpoints table. */
export const createDynamoEndpoints = (
  client: DynamoDBClient,
  tableName: string,
): EndpointReader => ({
  get: async (endpointId) => {
    const item = await readItem(client, tableName, { endpointId });
    return item && readRow(Endpoint, item, 'Endpoints');
  },
});
