import { randomUUID } from 'node:crypto';
import type { WebhookEvent } from '../../operations/events/samples.ts';
import { eventTexts } from './event-texts.ts';

const SAMPLE_TOPIC_ARN = 'arn:aws:sns:eu-west-1:123456789012:glacier-events';

/**
 * Returns the request with which SNS would post an event to an HTTP subscriber, but without a signature.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/http-notification-json.html
 */
export const snsRequest = (event: WebhookEvent, topicArn = SAMPLE_TOPIC_ARN) => {
  const MessageId = randomUUID();
  // The others are what subscribers filter by.
  const { jobId, jobDescription, ...texts } = eventTexts(event.body);
  const attributes = { type: event.type, ...texts, eventId: event.id };
  const MessageAttributes = Object.fromEntries(
    Object.entries(attributes).map(([name, Value]) => [name, Value && { Type: 'String', Value }]),
  );
  const envelope = {
    Type: 'Notification',
    MessageId,
    TopicArn: topicArn,
    Message: event.body,
    Timestamp: new Date().toISOString(),
    SignatureVersion: '1',
    Signature: '',
    SigningCertURL: '',
    UnsubscribeURL: '',
    MessageAttributes,
  };
  const headers = {
    'content-type': 'text/plain; charset=UTF-8',
    'user-agent': 'Amazon Simple Notification Service Agent',
    'x-amz-sns-message-type': envelope.Type,
    'x-amz-sns-message-id': MessageId,
    'x-amz-sns-topic-arn': topicArn,
    'x-amz-sns-subscription-arn': `${topicArn}:00000000-0000-0000-0000-000000000000`,
  };
  return { headers, body: JSON.stringify(envelope) };
};
