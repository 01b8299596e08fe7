import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
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
export const createClients = (endpoints: {
  readonly dynamodb: string;
  readonly messaging: string;
}): SandboxClients => {
  const dynamodb = new DynamoDBClient({ ...clientConfig, endpoint: endpoints.dynamodb });
  const streams = new DynamoDBStreamsClient({ ...clientConfig, endpoint: endpoints.dynamodb });
  const sns = new SNSClient({ ...clientConfig, endpoint: endpoints.messaging });
  const sqs = new SQSClient({ ...clientConfig, endpoint: endpoints.messaging });
  return {
    dynamodb,
    streams,
    sns,
    sqs,
    destroy: () => {
      for (const client of [dynamodb, streams, sns, sqs]) client.destroy();
    },
  };
};
