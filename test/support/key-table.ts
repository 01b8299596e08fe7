import { CreateTableCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

/** Creates a table that has only a text key: a partition key and perhaps a sort key. */
export const createKeyTable = async (
  client: DynamoDBClient,
  name: string,
  keys: readonly [string] | readonly [string, string],
): Promise<void> => {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map((key) => ({ AttributeName: key, AttributeType: 'S' })),
      KeySchema: keys.map((key, index) => ({
        AttributeName: key,
        KeyType: index === 0 ? 'HASH' : 'RANGE',
      })),
    }),
  );
};

/** Puts a row as an operator would. */
export const putRow = async (client: DynamoDBClient, table: string, row: object): Promise<void> => {
  await client.send(new PutItemCommand({ TableName: table, Item: marshall(row) }));
};
