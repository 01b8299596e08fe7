import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, it } from 'vitest';
import { createNarrator } from '../../../sandbox/narration/create-narrator.ts';
import type { Happening } from '../../../sandbox/narration/happenings.ts';

const outputs = {
  NoticeTopicArn: 'arn:notices',
  EventsTopicArn: 'arn:events',
  JobsTableName: 'jobs',
  GroupsTableName: 'groups',
  EndpointsTableName: 'endpoints',
  EndpointSecretsTableName: 'secrets',
  DeliveriesTableName: 'deliveries',
  DeliveryQueueUrl: 'http://sqs/1/deliveries',
  FailedNoticesQueueUrl: 'http://sqs/1/failed-notices',
  FailedEventsQueueUrl: 'http://sqs/1/failed-events',
  JobSettings: '{}',
  DeliveryDeadLetterQueueUrl: 'http://sqs/1/dead',
  WebhookSettings: '{}',
};

const narrateAll = (...happenings: Happening[]) => {
  const narrate = createNarrator(outputs);
  return happenings.flatMap(narrate).map(({ actor, text }) => `${actor}: ${text}`);
};

const aNotice = (jobDescription: string | null) =>
  JSON.stringify({
    JobId: 'abcdefghijk',
    JobDescription: jobDescription,
    StatusCode: 'Succeeded',
    VaultARN: 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos',
  });

const aTransition = (status: string, source: string) => ({ status, source, at: '' });

it('names the jobs of notices and events', () => {
  const event = { id: 'evt_1', type: 'glacier.job.succeeded', data: { jobId: 'abcdefghijk' } };
  const data = { group: 'wave-1', counts: { Failed: 0, Succeeded: 2 } };
  expect(
    narrateAll(
      { kind: 'published', topicArn: 'arn:notices', message: aNotice(null) },
      { kind: 'published', topicArn: 'arn:notices', message: aNotice('my job [group:wave-1]') },
      { kind: 'published', topicArn: 'arn:events', message: JSON.stringify(event) },
      {
        kind: 'published',
        topicArn: 'arn:events',
        message: JSON.stringify({ type: 'glacier.group.completed', data }),
      },
      { kind: 'published', topicArn: 'arn:notices', message: 'what?' },
      { kind: 'published', topicArn: 'arn:other', message: 'x' },
    ),
  ).toStrictEqual([
    'Glacier: announces job ...fghijk of vault photos: Succeeded',
    'Glacier: announces "my job" of vault photos: Succeeded',
    'events topic: glacier.job.succeeded of "my job"',
    'events topic: glacier.group.completed of the group "wave-1" (2 Succeeded)',
    'Glacier: announces an invalid notice: what?',
  ]);
});

it('prints the transitions that a write has added, and no other change', () => {
  const item = (...transitions: object[]) =>
    marshall({ jobId: 'abcdefghijk', sequence: transitions.length, transitions }) as never;
  const before = item(aTransition('InProgress', 'registration'));
  const after = item(aTransition('InProgress', 'registration'), aTransition('Failed', 'notice'));
  const changed = (dynamodb: object): Happening => ({
    kind: 'changed',
    streamArn: '',
    record: { dynamodb },
  });
  expect(
    narrateAll(
      changed({ NewImage: before }),
      changed({ OldImage: before, NewImage: after }),
      changed({ OldImage: after, NewImage: after }),
      changed({ OldImage: after }),
    ),
  ).toStrictEqual([
    'Jobs table: job ...fghijk InProgress, source registration',
    'Jobs table: job ...fghijk InProgress -> Failed, source notice',
  ]);
});

it('prints webhooks with the result of their signature check and their answer', () => {
  const request = {
    path: '/hook',
    webhookId: 'evt_1',
    headers: {},
    body: Buffer.from('{}'),
    at: 0,
  };
  expect(
    narrateAll(
      { kind: 'delivered', request: { ...request, verified: true, answeredStatus: 200 } },
      { kind: 'delivered', request: { ...request, verified: false, refusal: 'too old' } },
    ),
  ).toStrictEqual([
    'webhook: POST /hook {}: signature verified, answered 200',
    'webhook: POST /hook {}: refused: too old, no answer',
  ]);
});

it('prints what fails: faults, warnings, and messages in a failure queue', () => {
  const failed = {
    kind: 'failed',
    requestId: '',
    durationMs: 1,
    error: { errorType: 'TypeError', errorMessage: 'oh' },
  } as const;
  const warning = { level: 'WARN', message: 'notice.refused', reason: 'bad', service: 'intake' };
  expect(
    narrateAll(
      { kind: 'invoked', functionName: 'Intake', invocation: failed },
      {
        kind: 'invoked',
        functionName: 'Intake',
        invocation: { ...failed, kind: 'succeeded', result: 1 },
      },
      { kind: 'logged', functionName: 'Intake', line: JSON.stringify(warning) },
      {
        kind: 'logged',
        functionName: 'Sender',
        line: '{"level":"WARN","message":"delivery.failed","next":"retry","attemptCount":1,"failure":"timeout"}',
      },
      { kind: 'logged', functionName: 'Intake', line: '{"level":"INFO","message":"fine"}' },
      { kind: 'logged', functionName: 'Intake', line: 'plain' },
      { kind: 'sent', queueName: 'failed-notices', body: '{"reason":"bad"}' },
      { kind: 'sent', queueName: 'deliveries', body: '{}' },
    ),
  ).toStrictEqual([
    'Intake: failed: TypeError: oh',
    'Intake: WARN notice.refused reason=bad',
    'Sender: attempt 1 failed (timeout): a retry will follow',
    'failure: kept in failed-notices: {"reason":"bad"}',
  ]);
});
