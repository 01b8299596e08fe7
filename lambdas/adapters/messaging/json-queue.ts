import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

const NO_CHARACTERS = /[\ufffe\uffff]/g;

/** Creates the function that sends one value, as JSON, to a queue. */
export const createSendJson =
  (client: SQSClient, queueUrl: string) =>
  async (value: object): Promise<void> => {
    await client.send(
      new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: toQueueText(value) }),
    );
  };

/**
 * Writes a value as JSON that SQS takes, whatever is in it.
 *
 * SQS refuses two characters that JSON leaves as they are. A notice that holds one would fail on its way
 * into the queue of failed notices, and Lambda's own way there ends in the same refusal.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export const toQueueText = (value: object): string =>
  JSON.stringify(value).replaceAll(NO_CHARACTERS, (character) =>
    character === '\ufffe' ? '\\ufffe' : '\\uffff',
  );
