import { DeleteItemCommand, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import {
  createDynamoEndpointLister,
  createDynamoEndpoints,
} from '../../../lambdas/adapters/dynamo/endpoints/endpoints.ts';
import { isConditionMet } from '../../../lambdas/adapters/dynamo/items/condition-met.ts';
import type { Log } from '../../../lambdas/core/function/telemetry.ts';
import type { EndpointRows } from '../../endpoints/ports.ts';
import { type AttributeChanges, addEndpointItem, changeEndpointItem } from './endpoint-change.ts';

const CIRCUIT_RESET = { failureCount: null, suspectSince: null, probeAt: null };

// Deliveries may be parked for it. This has them looked for, until they are found sent or dropped.
const DRAIN_ALL = { drainSince: new Date(0).toISOString() };

const ENABLED = {
  state: 'enabled',
  disabledReason: null,
  disableNoticePendingSince: null,
  failingSince: null,
  missedSince: null,
  ...CIRCUIT_RESET,
};

/** Creates the keeper of the Endpoints table for an operator. */
export const createDynamoEndpointRows = (
  client: DynamoDBClient,
  tableName: string,
  log: Log,
): EndpointRows => {
  const change = (endpointId: string, changes: AttributeChanges, once: AttributeChanges = {}) =>
    changeEndpointItem(client, { tableName, endpointId, changes, once });
  return {
    list: createDynamoEndpointLister(client, tableName, log).list,
    get: createDynamoEndpoints(client, tableName).get,
    count: () => count(client, tableName),
    add: (row) => addEndpointItem(client, tableName, row),
    change: (endpointId, choice) => change(endpointId, { ...choice }),
    enable: (endpointId) => change(endpointId, ENABLED, DRAIN_ALL),
    disable: (endpointId, disabledReason, nowMs) => {
      const now = new Date(nowMs).toISOString();
      const notice = { disabledReason, disableNoticePendingSince: now };
      const disabled = { state: 'disabled', ...notice, ...CIRCUIT_RESET };
      return change(endpointId, disabled, { ...DRAIN_ALL, missedSince: now });
    },
    remove: (endpointId) => remove(client, tableName, endpointId),
  };
};

const count = async (client: DynamoDBClient, tableName: string): Promise<number> => {
  let sum = 0;
  const pages = paginateScan(
    { client },
    { TableName: tableName, Select: 'COUNT', ConsistentRead: true },
  );
  for await (const { Count = 0 } of pages) sum += Count;
  return sum;
};

const remove = (client: DynamoDBClient, tableName: string, endpointId: string): Promise<boolean> =>
  isConditionMet(
    client.send(
      new DeleteItemCommand({
        TableName: tableName,
        Key: marshall({ endpointId }),
        ConditionExpression: 'attribute_exists(endpointId)',
      }),
    ),
  );
