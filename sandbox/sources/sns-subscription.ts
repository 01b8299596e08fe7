import { randomUUID } from 'node:crypto';
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SNSEvent } from 'aws-lambda';
import * as z from 'zod';
import type { Messaging } from '../emulators/start-messaging.ts';
import type { SandboxFunction } from '../functions/start-function.ts';
import type { WorldPart } from '../time/world-part.ts';

const Envelope = z.object({
  Type: z.string(),
  MessageId: z.string(),
  TopicArn: z.string(),
  Subject: z.string().optional(),
  Message: z.string(),
  Timestamp: z.string(),
  SignatureVersion: z.string(),
  Signature: z.string(),
  SigningCertURL: z.string(),
  UnsubscribeURL: z.string(),
  MessageAttributes: z
    .record(z.string(), z.object({ Type: z.string(), Value: z.string() }))
    .default({}),
});

/**
 * Builds the event that a function gets from SNS out of the envelope that a queue gets.
 *
 * One message makes one event; the names of two fields differ from the envelope's.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export const snsEvent = (envelopeJson: string, subscriptionArn: string): SNSEvent => {
  const { SigningCertURL, UnsubscribeURL, ...envelope } = Envelope.parse(JSON.parse(envelopeJson));
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: subscriptionArn,
        Sns: {
          ...envelope,
          SigningCertUrl: SigningCertURL,
          UnsubscribeUrl: UnsubscribeURL,
        },
      },
    ],
  };
};

/** A function's subscription to a topic, and the queue between them. */
export interface SnsSubscriptionOptions {
  readonly subscriptionArn: string;
  /**
   * The queue that stands for the subscription, because the emulated SNS delivers to queues only;
   * it gets whole envelopes, and the subscription's filter has been applied.
   */
  readonly bridge: { readonly name: string; readonly url: string };
  readonly fn: SandboxFunction;
  /** The subscription's dead-letter queue. */
  readonly deadLetterQueueUrl?: string | undefined;
  readonly sqs: SQSClient;
  readonly messaging: Messaging;
  /** Invokes the function asynchronously, with its retries and destinations. */
  invoke(event: unknown): Promise<void>;
}

/** Delivers the messages of a topic to a function, one by one. */
export const createSnsSubscription = (options: SnsSubscriptionOptions): WorldPart => ({
  name: `subscription of ${options.fn.name}`,
  act: async () => {
    const { ready } = await options.messaging.queueState(options.bridge.name);
    if (ready === 0) return false;
    const { Messages = [] } = await options.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: options.bridge.url, MaxNumberOfMessages: 10 }),
    );
    await Promise.all(
      Messages.map(async ({ Body, ReceiptHandle }) => {
        await deliver(Body ?? '', options);
        await options.sqs.send(
          new DeleteMessageCommand({ QueueUrl: options.bridge.url, ReceiptHandle }),
        );
      }),
    );
    return true;
  },
  nextDueAt: () => undefined,
});

const deliver = async (envelope: string, options: SnsSubscriptionOptions): Promise<void> => {
  if (options.fn.invocable) {
    await options.invoke(snsEvent(envelope, options.subscriptionArn));
  } else if (options.deadLetterQueueUrl !== undefined) {
    await options.sqs.send(deadLetter(envelope, options.deadLetterQueueUrl));
  }
};

/** SNS adds why it gave up. @see https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html */
const deadLetter = (envelope: string, queueUrl: string): SendMessageCommand => {
  const text = (value: string) => ({ DataType: 'String', StringValue: value });
  return new SendMessageCommand({
    QueueUrl: queueUrl,
    MessageBody: envelope,
    MessageAttributes: {
      ErrorCode: text('403'),
      ErrorMessage: text('The function cannot be invoked'),
      RequestID: text(randomUUID()),
    },
  });
};
