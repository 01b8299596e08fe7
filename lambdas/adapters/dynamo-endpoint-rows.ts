import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { EndpointRows } from '../core/endpoint-ports.ts';
import type { Log } from '../core/telemetry-ports.ts';
import {
  type AttributeChanges,
  changeEndpointItem,
  isConditionMet,
} from './dynamo-endpoint-change.ts';
import { createDynamoEndpointLister, createDynamoEndpoints } from './dynamo-endpoints.ts';

const UNTRIED = { failureCount: null, probeAt: null };

const ENABLED = {
  changes: {
    state: 'enabled',
    disabledReason: null,
    untoldDisabledAt: null,
    failingSince: null,
    ...UNTRIED,
  },
  // Deliveries may still be parked for it; without this nobody would look for them.
  once: { drainFrom: new Date(0).toISOString() },
};

/** Creates the keeper of the Endpoints table for an operator. */
export const createDynamoEndpointRows = (
  client: DynamoDBClient,
  tableName: string,
  log: Log,
): EndpointRows => {
  const change = (endpointId: string, changes: AttributeChanges) =>
    changeEndpointItem(client, { tableName, endpointId, changes });
  return {
    list: createDynamoEndpointLister(client, tableName, log).list,
    get: createDynamoEndpoints(client, tableName).get,
    count: () => count(client, tableName),
    add: async (row) => {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: marshall(row, { removeUndefinedValues: true }),
          ConditionExpression: 'attribute_not_exists(endpointId)',
        }),
      );
    },
    change: (endpointId, choice) => change(endpointId, { ...choice }),
    enable: (endpointId) => changeEndpointItem(client, { tableName, endpointId, ...ENABLED }),
    disable: (endpointId, disabledReason, nowMs) =>
      change(endpointId, {
        state: 'disabled',
        disabledReason,
        untoldDisabledAt: new Date(nowMs).toISOString(),
        ...UNTRIED,
      }),
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
