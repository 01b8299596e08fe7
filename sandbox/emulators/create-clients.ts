import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { ServiceEndpoints } from '../functions/lambda-environment.ts';
import { clientConfig } from '../template/account.ts';

/** Clients of the emulated services, for whoever looks into the sandbox from outside. */
export interface SandboxClients {
  readonly dynamodb: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  destroy(): void;
}

/** Creates clients that can reach nothing but this machine. */
export const createClients = (endpoints: ServiceEndpoints): SandboxClients => {
  const tables = { ...clientConfig, endpoint: endpoints.dynamodb };
  const messages = { ...clientConfig, endpoint: endpoints.messaging };
  const clients = {
    dynamodb: new DynamoDBClient(tables),
    streams: new DynamoDBStreamsClient(tables),
    sns: new SNSClient(messages),
    sqs: new SQSClient(messages),
  };
  return {
    ...clients,
    destroy: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
};
