import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { writeDeliveryMessage } from '../../core/delivery/message.ts';
import type { DeliveryQueue } from '../../core/delivery/ports.ts';
import { sendInTens } from './send-in-tens.ts';

/**
 * Creates the queue of deliveries.
 *
 * The message group makes the standard queue fair: one endpoint's backlog does not delay the others.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
 */
export const createSqsDeliveryQueue = (client: SQSClient, queueUrl: string): DeliveryQueue => ({
  send: (deliveries) =>
    sendInTens(
      deliveries.map((delivery) => ({
        MessageBody: writeDeliveryMessage(delivery),
        MessageGroupId: delivery.endpointId,
      })),
      (entries) =>
        client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries })),
      ({ MessageGroupId }) => MessageGroupId,
    ),
});
