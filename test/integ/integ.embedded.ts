// The construct in a user's stack, as in docs/construct.md: with a queue, a function, a role and an endpoint.
import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  AlarmSelection,
  GlacierJobNotifier,
  VaultManagement,
} from '../../lib/glacier-job-notifier.ts';
import { createIntegApp, synthesizeWithoutMetadata } from './integ-app.ts';

const READ_STATUS = `
const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');
exports.handler = async (Key) => {
  const input = { TableName: process.env.JOBS_TABLE_NAME, Key };
  const { Item } = await new DynamoDBClient().send(new GetItemCommand(input));
  return { status: Item?.status.S };
};`;

const app = createIntegApp();
const stack = new Stack(app, 'IntegEmbedded');

const photos = new GlacierJobNotifier(stack, 'Photos', {
  vaults: ['photos'],
  // So the account needs no such vault.
  manageVaultNotifications: VaultManagement.NONE,
  monitoring: { alarms: AlarmSelection.NONE, dashboard: false },
  removalPolicy: RemovalPolicy.DESTROY,
});

const queue = new Queue(stack, 'Queue');
photos.eventsTopic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true }));

const report = new LambdaFunction(stack, 'Report', {
  runtime: Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: Code.fromInline(READ_STATUS),
  environment: { JOBS_TABLE_NAME: photos.jobsTable.tableName },
});
photos.grantRead(report);
photos.grantRegister(
  new Role(stack, 'Restore', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
);

const secret = new Secret(stack, 'OnCallSecret', {
  // What excludePunctuation does, which the emulator ignores.
  generateSecretString: {
    passwordLength: 32,
    excludeCharacters: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
  },
});
const onCall = photos.addEndpoint('OnCall', {
  url: 'https://hooks.example.com/on-call',
  secret,
  // No such event occurs here, so nothing is sent.
  events: ['glacier.job.failed'],
});

const { assertions } = new IntegTest(app, 'Embedded', {
  testCases: [stack],
  // An update of the snapshot's stack would need the functions in the snapshot.
  stackUpdateWorkflow: false,
});
const patience = { totalTimeout: Duration.minutes(5), interval: Duration.seconds(5) };
const jobId = 'integ-job';
const vaultArn = `arn:${Aws.PARTITION}:glacier:${Aws.REGION}:${Aws.ACCOUNT_ID}:vaults/photos`;

const publishNotice = assertions.awsApiCall('SNS', 'publish', {
  TopicArn: photos.noticeTopic.topicArn,
  // Without CompletionDate: the service ignores a job that was completed long ago.
  Message: JSON.stringify({ JobId: jobId, StatusCode: 'Succeeded', VaultARN: vaultArn }),
});
const readStatus = assertions
  .invokeFunction({
    functionName: report.functionName,
    payload: JSON.stringify({ vaultArn: { S: vaultArn }, jobId: { S: jobId } }),
  })
  .expect(
    ExpectedResult.objectLike({
      Payload: Match.serializedJson(Match.objectLike({ status: 'Succeeded' })),
    }),
  )
  .waitForAssertions(patience);
const receiveEvent = assertions
  .awsApiCall('SQS', 'receiveMessage', { QueueUrl: queue.queueUrl, WaitTimeSeconds: 10 })
  .expect(
    ExpectedResult.objectLike({
      Messages: [
        {
          Body: Match.serializedJson(
            Match.objectLike({ type: 'glacier.job.succeeded', data: Match.objectLike({ jobId }) }),
          ),
        },
      ],
    }),
  )
  .waitForAssertions(patience);
publishNotice.next(readStatus).next(receiveEvent);

const endpoints = photos.node.findChild('Endpoints').node.findChild('Table') as Table;
assertions
  .awsApiCall('DynamoDB', 'getItem', {
    TableName: endpoints.tableName,
    Key: { endpointId: { S: onCall.ref } },
  })
  .expect(
    ExpectedResult.objectLike({
      Item: { urlHost: { S: 'hooks.example.com' }, state: { S: 'enabled' } },
    }),
  );

synthesizeWithoutMetadata(app);
