import { DeleteTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Deletes tables with all that is in them. */
export const deleteTables = async (
  dynamodb: DynamoDBClient,
  names: Iterable<string>,
): Promise<void> => {
  for (const name of names) {
    await dynamodb.send(new DeleteTableCommand({ TableName: name }));
  }
};
