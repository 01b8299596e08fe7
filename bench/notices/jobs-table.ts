import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What the index `byStatus` carries of a job. */
const PROJECTED = [
  'status',
  'sequence',
  'tier',
  'action',
  'jobDescription',
  'creationDate',
  'completionDate',
  'outputExpiresAt',
  'vaultMissingSince',
];

/** The partition and sort attributes of a table or an index. */
type Keys = readonly [partition: string, sort: string];

const keySchema = ([partition, sort]: Keys) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

/** Creates a table in a local DynamoDB, with an index `byStatus` if it has keys. */
const createTable = async (
  client: DynamoDBClient,
  name: string,
  { keys, byStatus }: { readonly keys: Keys; readonly byStatus?: Keys | undefined },
): Promise<void> => {
  const index = byStatus && {
    IndexName: 'byStatus',
    KeySchema: keySchema(byStatus),
    Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: PROJECTED },
  };
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [...keys, ...(byStatus ?? [])].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: keySchema(keys),
      ...(index && { GlobalSecondaryIndexes: [index] }),
    }),
  );
};

/** Creates a Jobs table with its index, as the stack does, in a local DynamoDB. */
export const createJobsTable = (client: DynamoDBClient, name: string): Promise<void> =>
  createTable(client, name, {
    keys: ['vaultArn', 'jobId'],
    byStatus: ['statusKey', 'statusSince'],
  });

/** Creates the table of the usual handler, perhaps with an index that finds jobs by their status. */
export const createUsualTable = (
  client: DynamoDBClient,
  name: string,
  isIndexed: boolean,
): Promise<void> =>
  createTable(client, name, {
    keys: ['VaultARN', 'JobId'],
    byStatus: isIndexed ? ['StatusCode', 'CompletionDate'] : undefined,
  });
