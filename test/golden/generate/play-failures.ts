import type { SNSEvent } from 'aws-lambda';
import { createDynamoEndpoints } from '../../../lambdas/adapters/dynamo/endpoints/endpoints.ts';
import { createDynamoJobStore } from '../../../lambdas/adapters/dynamo/job-store.ts';
import { createSendJson } from '../../../lambdas/adapters/messaging/json-queue.ts';
import { createRecorder } from '../../../lambdas/core/job/record.ts';
import { createIntake } from '../../../lambdas/intake/handler.ts';
import { createTracker } from '../../../lambdas/tracker/handler.ts';
import { redriveEvent } from '../../../operations/redrive/events.ts';
import { asyncFailureRecord } from '../../../sandbox/functions/failure-records.ts';
import { snsEvent } from '../../../sandbox/sources/sns-subscription.ts';
import { anArchiveNotice } from '../../support/a-notice.ts';
import { anInitiation } from '../../support/an-initiation.ts';
import { POLICY } from '../../support/evidence.ts';
import type { GoldenService } from './golden-service.ts';
import { createMailbox, type GoldenWorld, type Item, type Sent } from './golden-world.ts';

const NOTICE = JSON.stringify(anArchiveNotice());
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:notices';
const ENVELOPE = JSON.stringify({
  Type: 'Notification',
  MessageId: 'a7b1c2d3-0000-4000-8000-000000000000',
  TopicArn: TOPIC,
  Message: NOTICE,
  Timestamp: '2026-03-14T07:32:43.000Z',
  SignatureVersion: '1',
  Signature: 'dummy',
  SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/dummy.pem',
  UnsubscribeURL: 'https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe',
});
const WHY_UNDELIVERED = { ErrorCode: '403', ErrorMessage: 'The function cannot be invoked' };

/** What Lambda keeps of an invocation that failed for good. */
const crash = (name: string, event: unknown): Sent => ({
  MessageBody: JSON.stringify(
    asyncFailureRecord(
      {
        fn: { arn: `arn:aws:lambda:eu-west-1:123456789012:function:${name}` },
        event,
        attempts: 3,
        condition: 'RetriesExhausted',
        failure: {
          kind: 'failed',
          requestId: 'a7b1c2d3-0000-4000-8000-000000000001',
          durationMs: 1,
          error: { errorType: 'Error', errorMessage: 'the table is gone' },
        },
      },
      Date.parse('2026-03-14T07:40:00.000Z'),
    ),
  ),
});

/** Writes messages of every shape to the failure queues. */
export const playFailures = async (
  world: GoldenWorld,
  service: GoldenService,
  items: readonly Item[],
) => {
  const { client, now } = world;
  const { log, metrics, failedEvents } = service;
  const notices = createMailbox();
  const tracks = createMailbox();
  const scope = { partition: 'aws', region: 'eu-west-1', accountId: '123456789012', vaults: ['x'] };
  const record = createRecorder(createDynamoJobStore(client, 'jobs'), POLICY);
  const shared = { record, scope, now, log, metrics };
  const intake = createIntake({
    ...shared,
    failedNotices: { keep: createSendJson(notices.sqs, 'failed-notices') },
  });
  // SQS refuses the character at the end, so that it is written in another way.
  for (const Message of [NOTICE, 'no notice \uffff']) {
    await intake({ Records: [{ Sns: { Message } }] } as SNSEvent);
  }
  const track = createTracker({
    ...shared,
    glacier: { describeJob: () => Promise.resolve({ kind: 'job-not-found' }) },
    failedTracks: { keep: createSendJson(tracks.sqs, 'failed-tracks') },
  });
  await track(anInitiation({ responseElements: {} }));
  await service.fanOut(
    items.map(({ status: _status, change: _change, ...damaged }) => damaged),
    [],
  );
  await service.fanOut(items, [], {
    publish: (events) =>
      Promise.resolve(
        events.map((_, index) => ({ index, reason: 'InvalidParameter: no', isEntryFault: true })),
      ),
  });
  return {
    FailedNoticesQueue: [
      ...notices.take(),
      crash('intake', snsEvent(ENVELOPE, `${TOPIC}:subscription`)),
      { MessageBody: ENVELOPE, attributes: WHY_UNDELIVERED },
    ],
    FailedEventsQueue: failedEvents.take(),
    FailedTracksQueue: [...tracks.take(), crash('tracker', anInitiation())],
    FailedPollsQueue: [crash('poller', { tick: now() })],
  };
};

/** Announces a failed event to an endpoint that may be missing it. */
export const playRedrive = async (
  { client }: GoldenWorld,
  { replayDeps, messages }: GoldenService,
  { body, endpointId }: { readonly body: string; readonly endpointId: string },
) => {
  const endpoint = await createDynamoEndpoints(client, 'endpoints').get(endpointId);
  await redriveEvent({ body }, { ...replayDeps, endpoints: endpoint ? [endpoint] : [] });
  return messages.take();
};
