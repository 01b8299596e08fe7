import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamodb } from '../../sandbox/emulators/start-dynamodb.ts';

/** A local DynamoDB for one test file. */
export interface LocalDynamo {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/** Starts a local DynamoDB with a client for it. */
export const startLocalDynamo = async (): Promise<LocalDynamo> => {
  const dynamo = await startDynamodb();
  const client = new DynamoDBClient({
    endpoint: dynamo.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    client,
    endpoint: dynamo.endpoint,
    stop: async () => {
      client.destroy();
      await dynamo.stop();
    },
  };
};
