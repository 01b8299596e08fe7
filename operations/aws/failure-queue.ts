import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { FailedMessage, FailureQueue } from '../../operations/redrive/failure-queue.ts';

const MAX_MESSAGES = 10;
const HELD_SECONDS = 120;
/** Asks every server of the queue, so that an empty answer means an empty queue. */
const WAIT_SECONDS = 1;

/** Creates the reader of a failure queue. */
export const createSqsFailureQueue = (client: SQSClient, queueUrl: string): FailureQueue => ({
  take: async () => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: MAX_MESSAGES,
        VisibilityTimeout: HELD_SECONDS,
        WaitTimeSeconds: WAIT_SECONDS,
        MessageSystemAttributeNames: ['SentTimestamp'],
        MessageAttributeNames: ['All'],
      }),
    );
    return Messages.map(toFailedMessage);
  },
  putBack: async (messages) => {
    for (let start = 0; start < messages.length; start += MAX_MESSAGES) {
      const Entries = messages
        .slice(start, start + MAX_MESSAGES)
        .map(({ receiptHandle }, index) => ({
          Id: String(index),
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: 0,
        }));
      // One whose time is over already is refused, and is back without that.
      await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }));
    }
  },
  remove: async (messages) => {
    for (const { receiptHandle } of messages) {
      await client.send(
        new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: receiptHandle }),
      );
    }
  },
});

const toFailedMessage = (message: Message): FailedMessage => {
  const { MessageId = '', ReceiptHandle = '', Body = '', Attributes = {} } = message;
  const sent = Attributes.SentTimestamp;
  const attributes = Object.entries(message.MessageAttributes ?? {});
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    sentAt: sent === undefined ? undefined : new Date(Number(sent)).toISOString(),
    attributes: Object.fromEntries(
      attributes.map(([name, { StringValue = '' }]) => [name, StringValue]),
    ),
  };
};
