import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { aFunction, startTestStack } from '../start-test-stack.ts';

/** Logs what it gets, and does with each message what its body says. */
const obedient = `
exports.handler = async (event) => {
  console.log(JSON.stringify(event));
  if (event.Records.some(({ body }) => body === 'throw')) throw new TypeError('requested by the test');
  const failed = event.Records.filter(({ body }) => body.startsWith('fail'));
  const bad = event.Records.filter(({ body }) => body === 'bad-answer').map(() => ({ itemIdentifier: 'unknown' }));
  return { batchItemFailures: [...failed.map(({ messageId }) => ({ itemIdentifier: messageId })), ...bad] };
};`;

const startQueueStack = async (mapping: object = {}) => {
  const stack = await startTestStack(
    {
      DeadLetters: { Type: 'AWS::SQS::Queue' },
      Work: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          VisibilityTimeout: 60,
          RedrivePolicy: {
            deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] },
            maxReceiveCount: 3,
          },
        },
      },
      Worker: aFunction('obedient'),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: 'Worker' },
          EventSourceArn: { 'Fn::GetAtt': ['Work', 'Arn'] },
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          ...mapping,
        },
      },
    },
    {
      sources: { obedient },
      outputs: { WorkUrl: { Ref: 'Work' }, DeadUrl: { Ref: 'DeadLetters' } },
    },
  );
  const send = (body: string, input: object = {}) =>
    stack.clients.sqs.send(
      new SendMessageCommand({ QueueUrl: stack.outputs['WorkUrl'], MessageBody: body, ...input }),
    );
  const received = () =>
    stack.events<SQSEvent>().map(({ Records }) => Records.map(({ body }) => body));
  return { ...stack, send, received };
};

it('hands over messages in their real shape, with the group that the emulator forgets', async () => {
  const stack = await startQueueStack();
  await stack.send('hello', {
    MessageGroupId: 'ep_1',
    MessageAttributes: { kind: { DataType: 'String', StringValue: 'greeting' } },
  });
  await stack.settle();

  expect(stack.events<SQSEvent>()[0]!.Records).toStrictEqual([
    {
      messageId: expect.any(String),
      receiptHandle: expect.any(String),
      body: 'hello',
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: expect.stringMatching(/^\d{13}$/),
        SenderId: expect.any(String),
        ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        MessageGroupId: 'ep_1',
      },
      messageAttributes: {
        kind: {
          stringValue: 'greeting',
          stringListValues: [],
          binaryListValues: [],
          dataType: 'String',
        },
      },
      md5OfBody: '5d41402abc4b2a76b9719d911017c592',
      eventSource: 'aws:sqs',
      eventSourceARN: expect.stringMatching(/^arn:aws:sqs:eu-west-1:\d{12}:Test\d+-Work$/),
      awsRegion: 'eu-west-1',
    },
  ]);
});

it('returns only the failed messages, after the visibility timeout, and buries them in the end', async () => {
  const stack = await startQueueStack();
  await stack.send('fine');
  await stack.send('fail');
  await stack.settle();
  expect(stack.received().flat().toSorted()).toStrictEqual(['fail', 'fine']);

  await stack.advance(50_000);
  expect(stack.received().flat()).toHaveLength(2);
  await stack.advance(19_000);
  expect(stack.received().at(-1)).toStrictEqual(['fail']);
  await stack.advance(300_000);

  expect(
    stack
      .received()
      .flat()
      .filter((body) => body === 'fail'),
  ).toHaveLength(3);
  const [dead] = await stack.bodies(stack.outputs['DeadUrl']!);
  expect(dead?.Body).toBe('fail');
});

it.each(['throw', 'bad-answer'])('returns the whole batch after a %s', async (fault) => {
  const stack = await startQueueStack({ BatchSize: 10, MaximumBatchingWindowInSeconds: 1 });
  await stack.send('fine');
  await stack.send(fault);
  await stack.advance(2_000);
  expect(stack.received()).toStrictEqual([['fine', fault]]);

  await stack.advance(61_000);
  expect(stack.received()).toStrictEqual([
    ['fine', fault],
    ['fine', fault],
  ]);
});

it('cuts batches by size, waits for the window, and delays by the virtual clock', async () => {
  const stack = await startQueueStack({ BatchSize: 2, MaximumBatchingWindowInSeconds: 30 });
  await stack.send('a');
  await stack.send('b');
  await stack.send('c', { DelaySeconds: 600 });
  await stack.settle();
  expect(stack.received()).toStrictEqual([['a', 'b']]);

  await stack.advance(600_000);
  expect(stack.received()).toHaveLength(1);
  await stack.advance(40_000);
  expect(stack.received()[1]).toStrictEqual(['c']);
});

it('deletes unseen what its filter does not let through', async () => {
  const stack = await startQueueStack({
    FilterCriteria: { Filters: [{ Pattern: '{"body":{"kind":["wanted"]}}' }] },
  });
  await stack.send('{"kind":"wanted"}');
  await stack.send('{"kind":"other"}');
  await stack.send('not json');
  await stack.advance(120_000);

  expect(stack.received()).toStrictEqual([['{"kind":"wanted"}']]);
  expect(await stack.bodies(stack.outputs['WorkUrl']!)).toStrictEqual([]);
});
