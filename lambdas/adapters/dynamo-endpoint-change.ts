import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

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

/** Changes attributes of an endpoint's row, unless it is gone or changed; says whether it did. */
export const changeEndpointItem = (
  client: DynamoDBClient,
  { tableName, endpointId, changes, once = {}, previous = {} }: EndpointItemChange,
): Promise<boolean> => {
  const removed = Object.keys(changes).filter((name) => changes[name] === null);
  const set = Object.keys(changes).filter((name) => (changes[name] ?? null) !== null);
  const setOnce = Object.keys(once);
  const kept = Object.keys(previous);
  const sets = [
    ...set.map((name) => `#${name} = :${name}`),
    ...setOnce.map((name) => `#${name} = if_not_exists(#${name}, :${name})`),
  ];
  const sections = [
    sets.length > 0 ? `SET ${sets.join(', ')}` : '',
    removed.length > 0 ? `REMOVE ${removed.map((name) => `#${name}`).join(', ')}` : '',
  ];
  const values = [
    ...set.map((name) => [`:${name}`, changes[name]]),
    ...setOnce.map((name) => [`:${name}`, once[name]]),
    ...kept.map((name) => [`:was_${name}`, previous[name]]),
  ];
  const command = new UpdateItemCommand({
    TableName: tableName,
    Key: marshall({ endpointId }),
    // An update without a condition would bring a removed row back.
    ConditionExpression: [
      'attribute_exists(endpointId)',
      ...kept.map((name) => `#${name} = :was_${name}`),
    ].join(' AND '),
    UpdateExpression: sections.filter((section) => section !== '').join(' ') || undefined,
    ExpressionAttributeNames: orNone(
      [...set, ...setOnce, ...removed, ...kept].map((name) => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: orNone(
      Object.entries(marshall(Object.fromEntries(values), { removeUndefinedValues: true })),
    ),
  });
  return isConditionMet(client.send(command));
};

// DynamoDB refuses an empty map here.
const orNone = <Value>(
  entries: readonly (readonly [string, Value])[],
): Record<string, Value> | undefined =>
  entries.length === 0 ? undefined : Object.fromEntries(entries);

/** Waits for a conditional write; says whether its condition was met. */
export const isConditionMet = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
