import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What the index `byStatus` carries of a job. */
export const PROJECTED = [
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

/** Creates a Jobs table with its index, as the stack does, in a local DynamoDB. */
export const createJobsTable = async (client: DynamoDBClient, name: string): Promise<void> => {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['vaultArn', 'jobId', 'statusKey', 'statusSince'].map((key) => ({
        AttributeName: key,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'vaultArn', KeyType: 'HASH' },
        { AttributeName: 'jobId', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byStatus',
          KeySchema: [
            { AttributeName: 'statusKey', KeyType: 'HASH' },
            { AttributeName: 'statusSince', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: PROJECTED },
        },
      ],
    }),
  );
};
