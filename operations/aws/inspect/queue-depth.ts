import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Counts the messages of a queue, including those in flight: `sqs:GetQueueAttributes`. */
export const countMessages = async (client: SQSClient, queueUrl: string): Promise<number> => {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return Object.values(Attributes).reduce((sum, text) => sum + Number(text), 0);
};
