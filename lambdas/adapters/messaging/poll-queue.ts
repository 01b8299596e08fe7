import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { PollQueue } from '../../core/polling/ports.ts';

/** Creates the sender of PollQueue. */
export const createSqsPollQueue = (client: SQSClient, queueUrl: string): PollQueue => ({
  send: async (leftover, delaySeconds) => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(leftover),
        DelaySeconds: delaySeconds,
      }),
    );
  },
});
