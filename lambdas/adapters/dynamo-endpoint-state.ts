import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { EndpointStates } from '../core/delivery-ports.ts';
import type { EndpointChange } from '../core/probe-change.ts';
import { type EndpointState, readEndpointState } from '../core/probe-state.ts';
import { renderEndpointUpdate } from './dynamo-endpoint-state-update.ts';

/** For how long a row may serve, and by which clock. */
export interface RecentOptions {
  readonly maxAgeMs: number;
  /** @default - the machine's clock */
  readonly nowMs?: () => number;
}

/** Creates the keeper of how endpoints fare, which remembers what it has read or written last. */
export const createDynamoEndpointStates = (
  client: DynamoDBClient,
  tableName: string,
  { maxAgeMs, nowMs = () => Date.now() }: RecentOptions,
): EndpointStates => {
  const kept = new Map<string, { readonly row: EndpointState; readonly untilMs: number }>();
  const keep = (endpointId: string, row: EndpointState | undefined) => {
    if (row === undefined) kept.delete(endpointId);
    else kept.set(endpointId, { row, untilMs: nowMs() + maxAgeMs });
    return row;
  };
  const current = async (endpointId: string) =>
    keep(endpointId, await readState(client, tableName, endpointId));
  return {
    current,
    recent: (endpointId) => {
      const hit = kept.get(endpointId);
      return hit !== undefined && nowMs() < hit.untilMs
        ? Promise.resolve(hit.row)
        : current(endpointId);
    },
    // A change that is refused makes what was remembered doubtful.
    change: async (endpointId, change) =>
      keep(endpointId, await changeEndpointState(client, tableName, { endpointId, change })),
  };
};

const readState = async (
  client: DynamoDBClient,
  tableName: string,
  endpointId: string,
): Promise<EndpointState | undefined> => {
  const command = new GetItemCommand({
    TableName: tableName,
    Key: marshall({ endpointId }),
    // A new endpoint must not look like a removed one, nor a recovered one like one that fails.
    ConsistentRead: true,
  });
  const { Item } = await client.send(command);
  return Item === undefined ? undefined : readEndpointState(unmarshall(Item));
};

/** Makes a change of an endpoint's row, or nothing when the row does not allow it. */
export const changeEndpointState = async (
  client: DynamoDBClient,
  tableName: string,
  { endpointId, change }: { readonly endpointId: string; readonly change: EndpointChange },
): Promise<EndpointState | undefined> => {
  const command = new UpdateItemCommand({
    TableName: tableName,
    Key: marshall({ endpointId }),
    ...renderEndpointUpdate(change),
    ReturnValues: 'ALL_NEW',
  });
  try {
    const { Attributes } = await client.send(command);
    return Attributes === undefined ? undefined : readEndpointState(unmarshall(Attributes));
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
};
