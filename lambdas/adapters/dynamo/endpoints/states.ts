import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { EndpointChange } from '../../../core/endpoint/changes.ts';
import type { EndpointTable } from '../../../core/endpoint/ports.ts';
import { type EndpointState, readEndpointState } from '../../../core/endpoint/state.ts';
import { ifConditionFails } from '../items/condition-met.ts';
import { toPlainItem } from '../items/plain-item.ts';
import { readItem } from '../items/read-item.ts';
import { renderMatch, renderUpdate } from '../items/update-expression.ts';

/** Creates the keeper of how endpoints fare. */
export const createDynamoEndpointStates = (
  client: DynamoDBClient,
  tableName: string,
): EndpointTable => ({
  current: async (endpointId) => {
    const item = await readItem(client, tableName, { endpointId });
    return item && readEndpointState(item);
  },
  change: (endpointId, change) => changeEndpointState(client, tableName, { endpointId, change }),
});

/** Makes a change of an endpoint's row, or nothing when the row does not allow it. */
export const changeEndpointState = async (
  client: DynamoDBClient,
  tableName: string,
  { endpointId, change }: { readonly endpointId: string; readonly change: EndpointChange },
): Promise<EndpointState | undefined> => {
  const command = new UpdateItemCommand({
    TableName: tableName,
    Key: marshall({ endpointId }),
    ...renderUpdate({ ...change, condition: (places) => renderMatch(change.when, places) }),
    ReturnValues: 'ALL_NEW',
  });
  const changed = await client.send(command).catch(ifConditionFails(() => undefined));
  return changed?.Attributes && readEndpointState(toPlainItem(changed.Attributes));
};
