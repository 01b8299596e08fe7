import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { VirtualClock } from '../../../sandbox/time/virtual-clock.ts';
import { createVirtualTime } from '../../../simulation/engine/virtual-time.ts';
import { createQueue } from '../../../simulation/ports/queue.ts';

const MINUTE_MS = 60_000;
const MAX_RECEIVES = 3;

/** For how long a received message is hidden. */
export const VISIBILITY_MINUTES = 2;

/** A received message, and how often it has been received. */
export interface Received {
  readonly body: string;
  readonly handle: string;
  readonly receives: string | undefined;
}

/** A queue on one side; everything takes whole minutes. */
export interface QueueSide {
  readonly send: (body: string, delaySeconds: number) => Promise<unknown>;
  /** Receives every visible message. */
  readonly receive: () => Promise<readonly Received[]>;
  readonly remove: (handle: string) => Promise<unknown>;
  readonly delay: (handle: string, seconds: number) => Promise<unknown>;
  readonly advance: (minutes: number) => Promise<unknown>;
  readonly dead: () => Promise<readonly string[]>;
}

let queues = 0;

const createQueueOf = async (client: SQSClient, attributes: Record<string, string> = {}) => {
  queues += 1;
  const QueueName = `contract-${queues}`;
  const command = new CreateQueueCommand({ QueueName, Attributes: attributes });
  const { QueueUrl = '' } = await client.send(command);
  const receive = async (): Promise<Received[]> => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
    );
    return Messages.map(({ Body = '', ReceiptHandle = '', Attributes }) => ({
      body: Body,
      handle: ReceiptHandle,
      receives: Attributes?.ApproximateReceiveCount,
    }));
  };
  return { QueueUrl, receive };
};

/** Creates a queue with its dead-letter queue in the emulator, whose time is the clock's. */
export const createRealQueue = async (
  client: SQSClient,
  clock: VirtualClock,
): Promise<QueueSide> => {
  const dead = await createQueueOf(client);
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: dead.QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const { QueueUrl, receive } = await createQueueOf(client, {
    VisibilityTimeout: `${VISIBILITY_MINUTES * 60}`,
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: Attributes?.QueueArn,
      maxReceiveCount: MAX_RECEIVES,
    }),
  });
  return {
    receive,
    send: (MessageBody, DelaySeconds) =>
      client.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds })),
    remove: (ReceiptHandle) => client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })),
    delay: (ReceiptHandle, VisibilityTimeout) =>
      client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }),
      ),
    advance: async (minutes) => clock.advance(minutes * MINUTE_MS),
    dead: async () => (await dead.receive()).map(({ body }) => body),
  };
};

/** Creates a queue of the simulation, in time of its own. */
export const createSimulatedQueue = (): QueueSide => {
  const time = createVirtualTime(0, () => 0.5);
  const settings = { visibilityMs: VISIBILITY_MINUTES * MINUTE_MS, maxReceives: MAX_RECEIVES };
  const queue = createQueue(settings, {
    time,
    random: () => 0.5,
    repeats: () => false,
  });
  const advance = (minutes: number) => time.runUntil(time.nowMs() + minutes * MINUTE_MS);
  return {
    advance,
    receive: async () => {
      await advance(0);
      return queue.receive(10).map(({ body, receiptHandle, attributes }) => ({
        body,
        handle: receiptHandle,
        receives: attributes.ApproximateReceiveCount,
      }));
    },
    send: async (body, delaySeconds) => queue.send(body, delaySeconds),
    remove: async (handle) => queue.remove(handle),
    delay: async (handle, seconds) => queue.delay(handle, seconds),
    dead: async () => queue.dead,
  };
};
