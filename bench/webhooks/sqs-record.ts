import type { SQSRecord } from 'aws-lambda';
import { type DeliveryMessage, writeDeliveryMessage } from '../../lambdas/core/delivery/message.ts';

/** A delivery as SQS hands it to the sender. */
export const toSqsRecord = (message: DeliveryMessage): SQSRecord =>
  sqsRecord(message.eventId, writeDeliveryMessage(message));

/** A message as SQS hands it to a function that reads no more of it than this. */
export const sqsRecord = (id: string, body: string, receives = 1): SQSRecord => ({
  messageId: id,
  receiptHandle: id,
  body,
  attributes: {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: '0',
    SenderId: 'bench',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: '',
  awsRegion: '',
});
