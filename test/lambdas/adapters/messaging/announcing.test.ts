import { SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSqsDeliveryQueue } from '../../../../lambdas/adapters/messaging/delivery-queue.ts';
import { createSnsEventsTopic } from '../../../../lambdas/adapters/messaging/events-topic.ts';
import { createSendJson, toQueueText } from '../../../../lambdas/adapters/messaging/json-queue.ts';
import { sendInTens } from '../../../../lambdas/adapters/messaging/send-in-tens.ts';
import { buildJobEvent } from '../../../../lambdas/core/event/event.ts';
import { buildGroupEvent } from '../../../../lambdas/core/group/event.ts';
import { live, seen } from '../../../support/evidence.ts';
import { anEntry } from '../../../support/group-entries.ts';

const JOB = live([seen('notice', '2026-03-14T07:32:43.000Z')]);
const access = { region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
let server: FauxqsServer;
let sns: SNSClient;
let sqs: SQSClient;
const requests: string[] = [];
const inputs: object[] = [];

const anEvent = () => {
  if (!JOB) throw new Error('no job');
  return buildJobEvent(JOB, 1);
};

const receive = async (queueUrl: string) => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
    }),
  );
  return Messages;
};

beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false, defaultRegion: 'eu-west-1' });
  const config = { ...access, endpoint: server.address };
  sns = new SNSClient(config);
  sqs = new SQSClient(config);
  sns.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        requests.push(String(commandName));
        return next(args);
      },
    { step: 'initialize' },
  );
  sqs.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        requests.push(String(commandName));
        inputs.push(args.input);
        return next(args);
      },
    { step: 'initialize' },
  );
});
afterAll(async () => {
  sns.destroy();
  sqs.destroy();
  await server.stop();
});

describe('the events topic', () => {
  it('takes ten events a request, with the attributes that subscribers filter by', async () => {
    const { topicArn } = server.createTopic('events');
    const { queueUrl } = server.createQueue('downstream');
    server.subscribe({ topic: 'events', queue: 'downstream' });
    requests.length = 0;
    const refused = await createSnsEventsTopic(sns, topicArn).publish(Array(11).fill(anEvent()));
    expect(requests).toStrictEqual(['PublishBatchCommand', 'PublishBatchCommand']);
    expect(refused).toStrictEqual([]);
    const [message] = await receive(queueUrl);
    const { Message, MessageAttributes } = JSON.parse(message?.Body ?? '{}');
    expect(Message).toBe(anEvent().body);
    expect(MessageAttributes).toStrictEqual({
      type: { Type: 'String', Value: 'glacier.job.succeeded' },
      status: { Type: 'String', Value: 'Succeeded' },
      vaultName: { Type: 'String', Value: 'photos' },
      action: { Type: 'String', Value: 'ArchiveRetrieval' },
      tier: { Type: 'String', Value: 'Standard' },
      eventId: { Type: 'String', Value: anEvent().id },
    });
  });

  it('has the group of a group event and of a member event as an attribute', async () => {
    const { topicArn } = server.createTopic('groups');
    const { queueUrl } = server.createQueue('of-groups');
    server.subscribe({ topic: 'groups', queue: 'of-groups' });
    const member = live([
      seen('notice', '2026-03-14T07:32:43.000Z', { JobDescription: 'a [group:photos-2026]' }),
    ]);
    const completed = buildGroupEvent(anEntry());
    if (!(member && completed)) throw new Error('no event');
    await createSnsEventsTopic(sns, topicArn).publish([buildJobEvent(member, 1), completed]);
    const group = { Type: 'String', Value: 'photos-2026' };
    const attributes = (await receive(queueUrl)).map(
      ({ Body = '{}' }) => JSON.parse(Body).MessageAttributes,
    );
    expect(attributes).toMatchObject([{ group, status: { Value: 'Succeeded' } }, { group }]);
    expect(attributes[1]).toStrictEqual({
      type: { Type: 'String', Value: 'glacier.group.completed' },
      group,
      eventId: { Type: 'String', Value: completed.id },
    });
  });

  it('takes an event whose job has values that SNS would refuse', async () => {
    const { topicArn } = server.createTopic('hostile');
    const hostile = live([
      seen('notice', '2026-03-14T07:32:43.000Z', {
        Action: `x${'\u{1f600}'.repeat(1000)}`,
        Tier: '\u0001\uffff',
      }),
    ]);
    if (!hostile) throw new Error('no job');
    const refused = await createSnsEventsTopic(sns, topicArn).publish([buildJobEvent(hostile, 1)]);
    expect(refused).toStrictEqual([]);
  });

  it('throws when it cannot be reached', async () => {
    const topic = createSnsEventsTopic(sns, 'arn:aws:sns:eu-west-1:000000000000:missing');
    await expect(topic.publish([anEvent()])).rejects.toThrow();
  });
});

describe('the delivery queue', () => {
  it('takes ten deliveries a request, grouped by endpoint', async () => {
    const { queueUrl } = server.createQueue('deliveries');
    const { id: eventId, type: eventType, body } = anEvent();
    const deliveries = ['ep_a', 'ep_b'].map((endpointId) => ({
      eventId,
      endpointId,
      eventType,
      body,
    }));
    requests.length = 0;
    expect(await createSqsDeliveryQueue(sqs, queueUrl).send(deliveries)).toStrictEqual([]);
    expect(requests).toStrictEqual(['SendMessageBatchCommand']);
    // The emulator drops the groups of a standard queue, so the request itself is looked at.
    expect(inputs.at(-1)).toMatchObject({
      Entries: [{ MessageGroupId: 'ep_a' }, { MessageGroupId: 'ep_b' }],
    });
    const messages = await receive(queueUrl);
    expect(messages.map(({ Body }) => JSON.parse(Body ?? '{}').body)).toStrictEqual([body, body]);
  });
});

it('sends a single value as JSON', async () => {
  const { queueUrl } = server.createQueue('failed');
  await createSendJson(sqs, queueUrl)({ reason: 'because' });
  expect((await receive(queueUrl)).map(({ Body }) => Body)).toStrictEqual(['{"reason":"because"}']);
});

it('escapes what SQS refuses in a message and JSON leaves as it is', () => {
  const value = { notice: 'a\ufffe\uffffb' };
  expect(toQueueText(value)).toBe('{"notice":"a\\ufffe\\uffffb"}');
  expect(JSON.parse(toQueueText(value))).toStrictEqual(value);
});

describe('a batch request', () => {
  it('makes no request for nothing', async () => {
    await sendInTens([], () => Promise.reject(new Error('sent')));
  });

  it('answers what was refused by its place among all entries', async () => {
    const refused = await sendInTens(Array(12).fill({ Message: 'm' }), (entries) =>
      Promise.resolve({
        Failed: entries
          .filter(({ Id }) => Id === '11')
          .map(({ Id }) => ({ Id, Code: 'TooLong', Message: 'long', SenderFault: true })),
      }),
    );
    expect(refused).toStrictEqual([{ index: 11, reason: 'TooLong: long', isEntryFault: true }]);
  });
});
