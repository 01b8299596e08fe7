import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable } from './jobs-table.ts';

/** Creates a client of a local DynamoDB. */
export const createLocalClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
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
