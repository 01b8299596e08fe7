import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeliveryDelay } from '../../core/delivery/ports.ts';

/** Creates the delay of received messages of DeliveryQueue, by their visibility timeout. */
export const createSqsDeliveryDelay = (client: SQSClient, queueUrl: string): DeliveryDelay => ({
  delay: async (receiptHandle, seconds) => {
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      }),
    );
  },
});
