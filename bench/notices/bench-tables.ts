import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PROJECTED } from '../jobs-table.ts';

/** Creates a client of a local DynamoDB. */
export const createLocalClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

const key = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

const indexOn = (name: string, partition: string, sort: string) => ({
  IndexName: name,
  KeySchema: key(partition, sort),
  Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...PROJECTED] },
});

const create = (
  client: DynamoDBClient,
  name: string,
  { keys, index }: { keys: readonly [string, string]; index?: ReturnType<typeof indexOn> },
) => {
  const attributes = [...keys, ...(index?.KeySchema ?? []).map((one) => one.AttributeName)];
  return client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes.map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: key(...keys),
      ...(index && { GlobalSecondaryIndexes: [index] }),
    }),
  );
};

/** Creates the table of the usual handler, perhaps with an index that finds jobs by their status. */
export const createUsualTable = async (
  client: DynamoDBClient,
  name: string,
  isIndexed: boolean,
): Promise<void> => {
  const index = indexOn('byStatus', 'StatusCode', 'CompletionDate');
  await create(client, name, { keys: ['VaultARN', 'JobId'], ...(isIndexed && { index }) });
};
