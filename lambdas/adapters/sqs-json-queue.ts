import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Creates the function that sends one value, as JSON, to a queue. */
export const createSendJson =
  (client: SQSClient, queueUrl: string) =>
  async (value: object): Promise<void> => {
    await client.send(
      new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(value) }),
    );
  };
