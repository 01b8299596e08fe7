import type { SQSRecord } from 'aws-lambda';
import { type DeliveryMessage, writeDeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import { queueRecord } from '../../sandbox/sources/queue-event.ts';

/** A delivery as SQS hands it to the sender. */
export const toSqsRecord = (message: DeliveryMessage): SQSRecord =>
  sqsRecord(message.eventId, writeDeliveryMessage(message));

/** A message as SQS hands it to a function that reads no more of it than this. */
export const sqsRecord = (id: string, body: string, receives = 1): SQSRecord => {
  const Attributes = { ApproximateReceiveCount: String(receives) };
  const message = { MessageId: id, ReceiptHandle: id, Body: body, Attributes };
  return queueRecord(message, { arn: '', region: '' });
};
