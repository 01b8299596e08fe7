import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { UnhealthyEndpoints } from '../../../core/delivery/ports.ts';
import { EndpointState } from '../../../core/endpoint/state.ts';
import type { Log } from '../../../core/function/telemetry.ts';
import { scanEndpoints } from './scan.ts';
import { changeEndpointState } from './states.ts';

const SYMPTOMS = ['failingSince', 'probeAt', 'drainSince', 'disableNoticePendingSince'];

/**
 * Creates the finder of endpoints that need to be looked after.
 *
 * There are at most 1,000 endpoints, some hundred bytes each: a scan a minute is cheaper than an index.
 */
export const createDynamoUnhealthyEndpoints = (
  client: DynamoDBClient,
  tableName: string,
  log: Log,
  onUnreadable?: () => void,
): UnhealthyEndpoints => ({
  list: () => {
    const isTroubled = SYMPTOMS.map((name) => `attribute_exists(${name})`).join(' OR ');
    const input = { TableName: tableName, FilterExpression: isTroubled };
    return scanEndpoints(client, input, { schema: EndpointState, log, onUnreadable });
  },
  change: (endpointId, change) => changeEndpointState(client, tableName, { endpointId, change }),
});
