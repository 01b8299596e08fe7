import type { SQSRecord } from 'aws-lambda';
import { type DeliveryMessage, writeDeliveryMessage } from '../lambdas/core/delivery-message.ts';

/** A delivery as SQS hands it to the sender. */
export const toSqsRecord = (message: DeliveryMessage): SQSRecord => ({
  messageId: message.eventId,
  receiptHandle: message.eventId,
  body: writeDeliveryMessage(message),
  attributes: {
    ApproximateReceiveCount: '1',
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
