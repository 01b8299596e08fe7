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

const PROJECTIONS = {
  byStatus: { ProjectionType: 'INCLUDE', NonKeyAttributes: PROJECTED },
  byGroup: { ProjectionType: 'KEYS_ONLY' },
  byState: { ProjectionType: 'ALL' },
} as const;

/** The keys of a table's indexes, by their names. */
type Indexes = Readonly<Partial<Record<keyof typeof PROJECTIONS, Keys>>>;

/** Creates a table with its indexes in a local DynamoDB. */
const createTable = async (
  client: DynamoDBClient,
  name: string,
  { keys, ...indexes }: { readonly keys: Keys } & Indexes,
): Promise<void> => {
  const given = (['byStatus', 'byGroup', 'byState'] as const).flatMap((IndexName) => {
    const indexKeys = indexes[IndexName];
    return indexKeys === undefined ? [] : [{ IndexName, indexKeys }];
  });
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        ...new Set([...keys, ...given.flatMap(({ indexKeys }) => indexKeys)]),
      ].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keySchema(keys),
      ...(given.length > 0 && {
        GlobalSecondaryIndexes: given.map(({ IndexName, indexKeys }) => ({
          IndexName,
          KeySchema: keySchema(indexKeys),
          Projection: PROJECTIONS[IndexName],
        })),
      }),
    }),
  );
};

/** Creates a Jobs table with its indexes, as the stack does, in a local DynamoDB. */
export const createJobsTable = (client: DynamoDBClient, name: string): Promise<void> =>
  createTable(client, name, {
    keys: ['vaultArn', 'jobId'],
    byStatus: ['statusKey', 'statusSince'],
    byGroup: ['group', 'groupSort'],
  });

/** Creates a Groups table with its index, as the stack does, in a local DynamoDB. */
export const createGroupsTable = (client: DynamoDBClient, name: string): Promise<void> =>
  createTable(client, name, { keys: ['group', 'entry'], byState: ['state', 'checkedAt'] });

/** Creates the table of the usual handler, perhaps with an index that finds jobs by their status. */
export const createUsualTable = (
  client: DynamoDBClient,
  name: string,
  isIndexed: boolean,
): Promise<void> =>
  createTable(client, name, {
    keys: ['VaultARN', 'JobId'],
    ...(isIndexed && { byStatus: ['StatusCode', 'CompletionDate'] as const }),
  });
