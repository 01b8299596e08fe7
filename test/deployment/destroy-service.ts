import {
  CloudFormationClient,
  DeleteStackCommand,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { paginateListTopics, SNSClient } from '@aws-sdk/client-sns';
import { paginateListQueues, SQSClient } from '@aws-sdk/client-sqs';
import { access } from './emulator.ts';

const STACK_NAME = 'GlacierJobNotifier';

/** Deletes the stack by the API, because not every emulator takes what `cdk destroy` asks for. */
export const destroyService = async (): Promise<void> => {
  const client = new CloudFormationClient(access);
  await client.send(new DeleteStackCommand({ StackName: STACK_NAME }));
  await waitUntilStackDeleteComplete(
    { client, maxWaitTime: 300, minDelay: 1, maxDelay: 2 },
    { StackName: STACK_NAME },
  );
};

/** Names the functions, queues, topics and tables of the stack that are there. */
export const listRemains = async (): Promise<readonly string[]> => {
  const names: (string | undefined)[] = [];
  for await (const { Functions = [] } of paginateListFunctions(
    { client: new LambdaClient(access) },
    {},
  )) {
    names.push(...Functions.map(({ FunctionName }) => FunctionName));
  }
  for await (const { QueueUrls = [] } of paginateListQueues(
    { client: new SQSClient(access) },
    {},
  )) {
    names.push(...QueueUrls);
  }
  for await (const { Topics = [] } of paginateListTopics({ client: new SNSClient(access) }, {})) {
    names.push(...Topics.map(({ TopicArn }) => TopicArn));
  }
  for await (const { TableNames = [] } of paginateListTables(
    { client: new DynamoDBClient(access) },
    {},
  )) {
    names.push(...TableNames);
  }
  return names.filter((name) => name?.includes(`${STACK_NAME}-`)).map(String);
};
