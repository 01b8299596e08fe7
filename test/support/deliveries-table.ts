import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

const key = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];

/** Creates a Deliveries table with its indexes, as the stack does, in a local DynamoDB. */
export const createDeliveriesTable = async (
  client: DynamoDBClient,
  name: string,
): Promise<void> => {
  const names = ['eventId', 'endpointId', 'updatedAt', 'dueShard', 'nextAttemptAt'];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((one) => ({ AttributeName: one, AttributeType: 'S' })),
      KeySchema: key('eventId', 'endpointId'),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byEndpoint',
          KeySchema: key('endpointId', 'updatedAt'),
          Projection: {
            ProjectionType: 'INCLUDE',
            NonKeyAttributes: ['state', 'attemptCount', 'nextAttemptAt'],
          },
        },
        {
          IndexName: 'due',
          KeySchema: key('dueShard', 'nextAttemptAt'),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  );
};
