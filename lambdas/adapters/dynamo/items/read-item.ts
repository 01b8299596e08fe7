import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { toPlainItem } from './plain-item.ts';

/**
 * Reads an item as it is now, unless there is none.
 *
 * Always consistent: a new item must not look like a removed one, nor one that has changed like before.
 */
export const readItem = async (
  client: DynamoDBClient,
  tableName: string,
  key: object,
): Promise<Readonly<Record<string, unknown>> | undefined> => {
  const command = new GetItemCommand({
    TableName: tableName,
    Key: marshall(key),
    ConsistentRead: true,
  });
  const { Item } = await client.send(command);
  return Item && toPlainItem(Item);
};
