import { PublishCommand } from '@aws-sdk/client-sns';
import type { SNSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { aFunction, startTestStack } from '../start-test-stack.ts';

const logging = `
exports.handler = async (event) => {
  console.log(JSON.stringify(event));
  if (event.Records[0].Sns.Message === 'throw') throw new TypeError('requested by the test');
};`;

const queueArn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

const startTopicStack = async (subscription: object = {}, invokeConfig: object = {}) => {
  const stack = await startTestStack(
    {
      Topic: { Type: 'AWS::SNS::Topic' },
      Failures: { Type: 'AWS::SQS::Queue' },
      Listener: aFunction('logging'),
      Config: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: { Ref: 'Listener' },
          Qualifier: '$LATEST',
          DestinationConfig: { OnFailure: { Destination: queueArn('Failures') } },
          ...invokeConfig,
        },
      },
      Subscription: {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          TopicArn: { Ref: 'Topic' },
          Protocol: 'lambda',
          Endpoint: { 'Fn::GetAtt': ['Listener', 'Arn'] },
          RedrivePolicy: { deadLetterTargetArn: queueArn('Failures') },
          ...subscription,
        },
      },
    },
    {
      sources: { logging },
      outputs: { TopicArn: { Ref: 'Topic' }, Failures: { Ref: 'Failures' } },
    },
  );
  const publish = (message: string, input: object = {}) =>
    stack.clients.sns.send(
      new PublishCommand({ TopicArn: stack.outputs['TopicArn'], Message: message, ...input }),
    );
  const failures = () => stack.bodies(stack.outputs['Failures']!);
  return { ...stack, publish, failures, received: () => stack.events<SNSEvent>() };
};

it('invokes a function once for each message, in the real shape', async () => {
  const stack = await startTopicStack();
  await stack.publish('hello', {
    Subject: 'greeting',
    MessageAttributes: { kind: { DataType: 'String', StringValue: 'test' } },
  });
  await stack.publish('again');
  await stack.settle();

  expect(stack.received()).toHaveLength(2);
  const [first] = stack.received().filter(({ Records }) => Records[0]!.Sns.Message === 'hello');
  expect(first!.Records).toStrictEqual([
    {
      EventSource: 'aws:sns',
      EventVersion: '1.0',
      EventSubscriptionArn: expect.stringMatching(/^arn:aws:sns:eu-west-1:\d{12}:Test\d+-Topic:/),
      Sns: {
        Type: 'Notification',
        MessageId: expect.any(String),
        TopicArn: stack.outputs['TopicArn'],
        Subject: 'greeting',
        Message: 'hello',
        Timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
        SignatureVersion: '1',
        Signature: expect.any(String),
        SigningCertUrl: expect.any(String),
        UnsubscribeUrl: expect.any(String),
        MessageAttributes: { kind: { Type: 'String', Value: 'test' } },
      },
    },
  ]);
});

it('tries twice more in virtual time, and then sends the record of a failed invocation', async () => {
  const stack = await startTopicStack();
  await stack.publish('throw');
  await stack.settle();
  expect(stack.received()).toHaveLength(1);
  await stack.advance(61_000);
  expect(stack.received()).toHaveLength(2);
  expect(await stack.failures()).toStrictEqual([]);
  await stack.advance(121_000);

  expect(stack.received()).toHaveLength(3);
  const [failure] = await stack.failures();
  expect(JSON.parse(failure!.Body!)).toStrictEqual({
    version: '1.0',
    timestamp: expect.stringMatching(/Z$/),
    requestContext: {
      requestId: expect.any(String),
      functionArn: `${stack.fn('Listener').arn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload: stack.received()[0],
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: {
      errorType: 'TypeError',
      errorMessage: 'requested by the test',
      stackTrace: expect.any(Array),
    },
  });
});

it('does not try again where the template says so', async () => {
  const stack = await startTopicStack({}, { MaximumRetryAttempts: 0 });
  await stack.publish('throw');
  await stack.advance(600_000);

  expect(stack.received()).toHaveLength(1);
  expect(await stack.failures()).toHaveLength(1);
});

it('keeps the message itself when the function cannot be invoked', async () => {
  const stack = await startTopicStack();
  stack.fn('Listener').invocable = false;
  await stack.publish('lost?');
  await stack.settle();

  expect(stack.received()).toStrictEqual([]);
  const [kept] = await stack.failures();
  expect(JSON.parse(kept!.Body!)).toMatchObject({ Type: 'Notification', Message: 'lost?' });
  expect(Object.keys(kept!.MessageAttributes!).toSorted()).toStrictEqual([
    'ErrorCode',
    'ErrorMessage',
    'RequestID',
  ]);
});

it('delivers only what the filter policy lets through', async () => {
  const stack = await startTopicStack({
    FilterPolicy: { VaultARN: [{ exists: true }] },
    FilterPolicyScope: 'MessageBody',
  });
  await stack.publish('{"VaultARN":"arn:aws:glacier:::"}');
  await stack.publish('{"other":1}');
  await stack.settle();

  expect(stack.received().map(({ Records }) => Records[0]!.Sns.Message)).toStrictEqual([
    '{"VaultARN":"arn:aws:glacier:::"}',
  ]);
});
