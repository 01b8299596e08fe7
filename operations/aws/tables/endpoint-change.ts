import { type DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { isConditionMet } from '../../../lambdas/adapters/dynamo/items/condition-met.ts';
import {
  renderMatch,
  renderUpdate,
} from '../../../lambdas/adapters/dynamo/items/update-expression.ts';

/** Attributes with their new values; `null` removes one, and `undefined` leaves it alone. */
export type AttributeChanges = Readonly<Record<string, unknown>>;

/** A change of one row that is there. */
export interface EndpointItemChange {
  readonly tableName: string;
  readonly endpointId: string;
  readonly changes: AttributeChanges;
  /** Written only where the attribute is absent. */
  readonly once?: AttributeChanges;
  /** What the attributes must still be. */
  readonly previous?: AttributeChanges;
}

/** Adds the row of an endpoint, which must not be there. */
export const addEndpointItem = async (
  client: DynamoDBClient,
  tableName: string,
  row: { readonly endpointId: string },
): Promise<void> => {
  await client.send(
    new PutItemCommand({
      TableName: tableName,
      Item: marshall(row, { removeUndefinedValues: true }),
      ConditionExpression: 'attribute_not_exists(endpointId)',
    }),
  );
};

/** Changes attributes of an endpoint's row, unless it is gone or changed; says whether it did. */
export const changeEndpointItem = (
  client: DynamoDBClient,
  { tableName, endpointId, changes, once, previous = {} }: EndpointItemChange,
): Promise<boolean> => {
  const entries = Object.entries(changes);
  const command = new UpdateItemCommand({
    TableName: tableName,
    Key: marshall({ endpointId }),
    ...renderUpdate({
      set: Object.fromEntries(entries.filter(([, value]) => value !== null)),
      setOnce: once,
      remove: entries.filter(([, value]) => value === null).map(([name]) => name),
      // The key as well: an update without a condition would bring a removed row back.
      condition: (placeholders) => renderMatch({ endpointId, ...previous }, placeholders),
    }),
  });
  return isConditionMet(client.send(command));
};
