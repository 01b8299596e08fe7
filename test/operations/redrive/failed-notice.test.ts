import { expect, it } from 'vitest';
import { readFailedNotice } from '../../../operations/redrive/failed-notice.ts';
import { asyncFailureRecord } from '../../../sandbox/functions/failure-records.ts';
import { anArchiveNotice } from '../../support/a-notice.ts';

const NOTICE = JSON.stringify(anArchiveNotice());

it('reads what intake keeps', () => {
  const body = JSON.stringify({ reason: 'foreign region us-east-1', notice: NOTICE });
  expect(readFailedNotice(body)).toStrictEqual({
    kind: 'notices',
    failure: 'refused',
    reason: 'foreign region us-east-1',
    notices: [NOTICE],
  });
});

it('reads the record of an invocation that Lambda gave up', () => {
  const given = {
    fn: { arn: 'arn:aws:lambda:eu-west-1:123456789012:function:intake' },
    event: { Records: [{ EventSource: 'aws:sns', Sns: { Message: NOTICE } }] },
    attempts: 3,
    condition: 'RetriesExhausted',
    failure: {
      kind: 'failed',
      requestId: 'r',
      durationMs: 1,
      error: { errorType: 'Error', errorMessage: 'the table is gone' },
    },
  } as const;
  const record = asyncFailureRecord(given, 0);
  expect(readFailedNotice(JSON.stringify(record))).toMatchObject({
    failure: 'crashed',
    reason: 'the table is gone',
    notices: [NOTICE],
  });
  const silent = JSON.stringify({ ...record, responsePayload: null });
  expect(readFailedNotice(silent)).toMatchObject({ reason: 'RetriesExhausted' });
});

it('reads a dead letter of SNS, whose attributes say why', () => {
  const body = JSON.stringify({ Type: 'Notification', TopicArn: 'arn', Message: NOTICE });
  const attributes = { ErrorCode: '403', ErrorMessage: 'not authorized to invoke' };
  expect(readFailedNotice(body, attributes)).toMatchObject({
    failure: 'undelivered',
    reason: '403: not authorized to invoke',
    notices: [NOTICE],
  });
  expect(readFailedNotice(body)).toMatchObject({ reason: 'SNS could not deliver it' });
});

it.each([
  'no JSON',
  '[]',
  '{"reason":"x"}',
  '{"requestContext":{},"requestPayload":{"Records":[]}}',
  '{"Type":"SubscriptionConfirmation","Message":"x"}',
])('does not take %s for a notice', (body) => {
  expect(readFailedNotice(body).kind).toBe('unreadable');
});
