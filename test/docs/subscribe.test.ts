import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSnsEventsTopic } from '../../lambdas/adapters/messaging/events-topic.ts';
import { createSnsOperatorTopic } from '../../lambdas/adapters/messaging/operator-topic.ts';
import { endpointDisabledEvent } from '../../lambdas/core/delivery/operator-event.ts';
import type { AnnouncedEvent } from '../../lambdas/core/event/announced-event.ts';
import { buildJobEvent } from '../../lambdas/core/event/event.ts';
import { buildGroupEvent } from '../../lambdas/core/group/event.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import { compilePattern } from '../../sandbox/sources/event-filter.ts';
import { PHOTOS_ARN } from '../support/a-notice.ts';
import { clock, live, notFound, pending, seen } from '../support/evidence.ts';
import { anEntry } from '../support/group-entries.ts';
import { createKeyTable } from '../support/key-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../support/local-dynamo.ts';
import { guideBlocks } from './guide-blocks.ts';

const blocks = guideBlocks('subscribe.md');

const aJob = (changes: object, source: 'notice' | 'describe-job' = 'notice'): Job =>
  live([seen(source, '2026-03-14T07:32:43.000Z', changes)])!;
const unread = live([
  pending('registration', '2026-03-14T03:40:20.000Z'),
  seen('notice', '2026-03-14T07:32:43.000Z'),
  clock('2026-03-15T05:00:00.000Z'),
  notFound('2026-03-15T08:00:00.000Z'),
])!;
const teamArn = PHOTOS_ARN.replace('photos', 'team-a-films');

/** Events by a name for the expectations below. */
const EVENTS: Readonly<Record<string, AnnouncedEvent>> = {
  begun: buildJobEvent(unread, 1),
  succeeded: buildJobEvent(unread, 2),
  expiring: buildJobEvent(unread, 3),
  expired: buildJobEvent(unread, 4),
  failed: buildJobEvent(aJob({ StatusCode: 'Failed', StatusMessage: 'no' }), 1),
  'of the team': buildJobEvent(aJob({ VaultARN: teamArn }), 1),
  'of a member': buildJobEvent(aJob({ JobDescription: 'album 7 [group:photos-2026]' }), 1),
  'of the group': buildGroupEvent(anEntry())!,
  'of another group': buildGroupEvent(anEntry({ group: 'films' }))!,
  large: buildJobEvent(aJob({ ArchiveSizeInBytes: 2 ** 30 }), 1),
  'found by polling': buildJobEvent(aJob({}, 'describe-job'), 1),
};

const disabled = endpointDisabledEvent(
  { endpointId: 'ep_1', eventTypes: [], filter: {}, state: 'disabled', disabledReason: 'failing' },
  '2026-03-14T07:32:43.000Z',
);

const SUCCESSES = ['succeeded', 'of a member', 'large', 'found by polling'];
const PASSED: Readonly<Record<string, readonly string[]>> = {
  'By attributes: jobs that need attention': ['expiring', 'expired', 'failed'],
  'By attributes: outputs of one vault': SUCCESSES,
  'By attributes: all vaults of a team': ['of the team'],
  'By attributes: all events but starts': [
    ...Object.keys(EVENTS).filter((name) => name !== 'begun'),
    'for operators',
  ],
  'By attributes: a migration as a whole': ['of the group'],
  'By attributes: operator events': ['for operators'],
  'By body: archives of 1 GiB and more': ['large'],
  'By body: completions without a notice': ['found by polling'],
};

const access = { region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
let server: FauxqsServer;
let sns: SNSClient;
let sqs: SQSClient;
let topicArn = '';
beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false, defaultRegion: 'eu-west-1' });
  sns = new SNSClient({ ...access, endpoint: server.address });
  sqs = new SQSClient({ ...access, endpoint: server.address });
  ({ topicArn } = server.createTopic('events'));
});
afterAll(async () => {
  sns.destroy();
  sqs.destroy();
  await server.stop();
});

const filters = blocks.filter(({ language }) => language === 'json');

const subscribe = async (index: number): Promise<string> => {
  const { heading, code } = filters[index]!;
  const QueueName = `filtered-${index}`;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
  const scope = heading.startsWith('By body') ? 'MessageBody' : 'MessageAttributes';
  await sns.send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'sqs',
      Endpoint: `arn:aws:sqs:eu-west-1:000000000000:${QueueName}`,
      Attributes: { RawMessageDelivery: 'true', FilterPolicy: code, FilterPolicyScope: scope },
    }),
  );
  return QueueUrl!;
};

const namesIn = async (QueueUrl: string): Promise<string[]> => {
  const names: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return names.sort();
    for (const { Body } of Messages) {
      const event = Object.entries(EVENTS).find(([, { body }]) => body === Body);
      names.push(Body === disabled.body ? 'for operators' : event![0]);
    }
  }
};

it('passes the events that each filter policy of docs/subscribe.md promises', async () => {
  const queues = await Promise.all(filters.map((_, index) => subscribe(index)));
  await createSnsEventsTopic(sns, topicArn).publish(Object.values(EVENTS));
  await createSnsOperatorTopic(sns, topicArn).publish(disabled);
  const passed = await Promise.all(
    queues.map(async (queue, index) => [filters[index]!.heading, await namesIn(queue)]),
  );
  const expected = Object.entries(PASSED).map(([heading, names]) => [heading, names.toSorted()]);
  expect(passed).toStrictEqual(expected);
});

describe('the event bus of docs/subscribe.md', () => {
  const ofBus = blocks.filter(({ heading }) => heading === 'An event bus');

  it('has a rule that passes the completion of its group alone', () => {
    const pattern = /--event-pattern '(.+?)'/s.exec(ofBus[0]!.code)![1]!;
    const passes = compilePattern(JSON.parse(pattern));
    const passed = Object.entries(EVENTS).filter(([, { type, body }]) =>
      passes({
        source: 'glacier-job-notifier',
        'detail-type': type,
        detail: JSON.parse(body),
      }),
    );
    expect(passed.map(([name]) => name)).toStrictEqual(['of the group']);
  });

  it('has a task and a workflow in well-formed JSON, whose states lead to states', () => {
    const [first, second] = ofBus.filter(({ language }) => language === 'asl');
    const task = JSON.parse(first!.code);
    const workflow = JSON.parse(second!.code);
    expect(task.Resource).toMatch(/^arn:aws:states:::aws-sdk:\w+:\w+\.waitForTaskToken$/);
    const names = Object.keys(workflow.States);
    const next = [...JSON.stringify(workflow).matchAll(/"Next":"(\w+)"/g)].map(([, name]) => name);
    expect(names).toStrictEqual(expect.arrayContaining([workflow.StartAt, ...next]));
  });
});

describe('the function of docs/subscribe.md', () => {
  let dynamo: LocalDynamo;
  beforeAll(async () => {
    dynamo = await startLocalDynamo();
    await createKeyTable(dynamo.client, 'seen', ['job']);
  });
  afterAll(() => dynamo.stop());

  const code = blocks.find(
    ({ heading, language }) => heading === 'A function' && language === 'ts',
  );

  it('posts every new status to the chat once, and no outdated one', async () => {
    const texts: string[] = [];
    const chat = createServer(async (request, response) => {
      texts.push(JSON.parse(await text(request)).text);
      response.end();
    }).listen(0, '127.0.0.1');
    await once(chat, 'listening');
    const { begun, succeeded, expiring } = EVENTS;
    const messages = [begun, expiring, succeeded, expiring, disabled].map((event) => event!.body);
    const sent = messages.map((Message) => ({ Records: [{ Sns: { Message } }] }));
    const calls = `for (const event of ${JSON.stringify(sent)}) await handler(event);`;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-'], {
      env: {
        ...process.env,
        AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        SEEN_TABLE: 'seen',
        CHAT_URL: `http://127.0.0.1:${(chat.address() as AddressInfo).port}`,
      },
      stdio: ['pipe', 'inherit', 'inherit'],
    });
    child.stdin.end(`${code!.code}\n${calls}`);
    const [status] = await once(child, 'exit');
    chat.close();
    expect(status).toBe(0);
    expect(texts).toStrictEqual([
      'put anything here in photos: InProgress',
      'put anything here in photos: Expiring',
    ]);
  });
});
