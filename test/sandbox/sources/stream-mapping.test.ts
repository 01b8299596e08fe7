import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { aFunction, startTestStack } from '../start-test-stack.ts';

/** Logs what it gets; fails from the first item whose note says so, or throws. */
const obedient = `
exports.handler = async (event) => {
  console.log(JSON.stringify(event));
  const noted = (note) => event.Records.find(({ dynamodb }) => dynamodb.NewImage?.note?.S === note);
  if (noted('throw')) throw new Error('requested by the test');
  const failed = noted('fail');
  return { batchItemFailures: failed ? [{ itemIdentifier: failed.dynamodb.SequenceNumber }] : [] };
};`;

const startStreamStack = async (mapping: object = {}) => {
  const stack = await startTestStack(
    {
      Failures: { Type: 'AWS::SQS::Queue' },
      Jobs: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          BillingMode: 'PAY_PER_REQUEST',
          StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
          TimeToLiveSpecification: { AttributeName: 'expireAt', Enabled: true },
        },
      },
      Reader: aFunction('obedient'),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: 'Reader' },
          EventSourceArn: { 'Fn::GetAtt': ['Jobs', 'StreamArn'] },
          StartingPosition: 'TRIM_HORIZON',
          BatchSize: 10,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          ...mapping,
        },
      },
    },
    { sources: { obedient }, outputs: { Table: { Ref: 'Jobs' }, Failures: { Ref: 'Failures' } } },
  );
  const put = (id: string, note = 'fine', more: object = {}) =>
    stack.clients.dynamodb.send(
      new PutItemCommand({
        TableName: stack.outputs['Table'],
        Item: marshall({ id, note, ...more }),
      }),
    );
  const received = () =>
    stack
      .events<DynamoDBStreamEvent>()
      .map(({ Records }) => Records.map(({ dynamodb }) => dynamodb?.Keys?.['id']?.S));
  return { ...stack, put, received };
};

it('hands over changes in their real shape and in virtual time', async () => {
  const stack = await startStreamStack();
  await stack.advance(3_600_000);
  await stack.put('a', 'fine', { size: 3, bytes: new Uint8Array([1, 2]) });
  await stack.settle();
  await stack.put('a', 'changed');
  await stack.settle();

  const [first, second] = stack.events<DynamoDBStreamEvent>().flatMap(({ Records }) => Records);
  expect(first).toStrictEqual({
    eventID: expect.any(String),
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-west-1',
    eventSourceARN: expect.stringMatching(/:table\/Test\d+-Jobs\/stream\//),
    dynamodb: {
      ApproximateCreationDateTime: expect.closeTo(stack.clock.now() / 1000, -2),
      Keys: { id: { S: 'a' } },
      NewImage: { id: { S: 'a' }, note: { S: 'fine' }, size: { N: '3' }, bytes: { B: 'AQI=' } },
      SequenceNumber: expect.stringMatching(/^\d+$/),
      SizeBytes: expect.any(Number),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  });
  expect(second).toMatchObject({
    eventName: 'MODIFY',
    dynamodb: { OldImage: { note: { S: 'fine' } }, NewImage: { note: { S: 'changed' } } },
  });
});

it('starts again from the lowest failed change and keeps the order', async () => {
  const stack = await startStreamStack();
  for (const [id, note] of [['a'], ['b', 'fail'], ['c']] as const) await stack.put(id, note);
  await stack.settle();
  await stack.advance(1_500);

  expect(stack.received()).toStrictEqual([
    ['a', 'b', 'c'],
    ['b', 'c'],
  ]);
});

it('bisects until the change that fails stands alone, and gives up that one with its metadata', async () => {
  const stack = await startStreamStack({
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 1,
    DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Failures', 'Arn'] } } },
  });
  for (const [id, note] of [['a'], ['b'], ['c', 'throw'], ['d']] as const)
    await stack.put(id, note);
  await stack.advance(60_000);

  expect(stack.received()).toStrictEqual([
    ['a', 'b', 'c', 'd'],
    ['a', 'b'],
    ['c', 'd'],
    ['c'],
    ['c'],
    ['d'],
  ]);
  const [failure, ...others] = await stack.bodies(stack.outputs['Failures']!);
  expect(others).toStrictEqual([]);
  expect(JSON.parse(failure!.Body!)).toMatchObject({
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2 },
    responseContext: { functionError: 'Unhandled' },
    DDBStreamBatchInfo: {
      batchSize: 1,
      shardId: expect.any(String),
      startSequenceNumber: expect.stringMatching(/^\d+$/),
    },
  });
});

it('retries indefinitely without a limit, and blocks what comes after', async () => {
  const stack = await startStreamStack();
  await stack.put('a', 'throw');
  await stack.settle();
  await stack.put('b');
  await stack.advance(600_000);

  const attempts = stack.received();
  expect(new Set(attempts.map(String))).toStrictEqual(new Set(['a']));
  // 1, 2, 4 ... 60 s apart.
  expect(attempts.length).toBeGreaterThan(12);
  expect(attempts.length).toBeLessThan(18);
});

it('hands over only what a filter lets through', async () => {
  const pattern = {
    eventName: ['INSERT', { prefix: 'MOD' }],
    dynamodb: { NewImage: { change: { S: ['transition'] } } },
  };
  const stack = await startStreamStack({
    FilterCriteria: { Filters: [{ Pattern: JSON.stringify(pattern) }] },
  });
  await stack.put('a', 'fine', { change: 'transition' });
  await stack.put('b', 'fine', { change: 'details' });
  await stack.put('c');
  await stack.settle();

  expect(stack.received()).toStrictEqual([['a']]);
});
