import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { parseJson } from '../../lambdas/core/json.ts';
import type { Messaging } from '../emulators/start-messaging.ts';
import type { SandboxFunction } from '../functions/start-function.ts';
import { account } from '../template/account.ts';
import type { WorldPart } from '../time/world-part.ts';
import { readBatchResponse } from './batch-response.ts';
import { type EventFilter, passesAny } from './event-filter.ts';
import { queueRecord } from './queue-event.ts';

/** A queue that is read on behalf of a function. */
export interface QueueMappingOptions {
  readonly queue: { readonly name: string; readonly url: string; readonly arn: string };
  readonly fn: SandboxFunction;
  readonly batchSize: number;
  readonly batchingWindowMs: number;
  readonly reportsItemFailures: boolean;
  readonly maximumConcurrency: number;
  readonly filters: readonly EventFilter[];
  readonly clock: { now(): number };
  readonly sqs: SQSClient;
  readonly messaging: Messaging;
}

/** SQS hands out ten messages at most in one answer. */
const maximumReceived = 10;

/**
 * Feeds a queue to a function in batches, and deletes what it has handled.
 *
 * What has failed stays in the queue and comes back by the queue's own visibility timeout and redrive
 * policy. A batching window is waited for before the messages are received, not after.
 */
export const createQueueMapping = (options: QueueMappingOptions): WorldPart => {
  const lanes = Math.min(options.maximumConcurrency, options.fn.concurrency);
  let windowEndsAt: number | undefined;
  const isWorthReading = async (): Promise<boolean> => {
    const { ready } = await options.messaging.queueState(options.queue.name);
    if (ready === 0 || !options.fn.invocable) {
      windowEndsAt = undefined;
      return false;
    }
    windowEndsAt ??= options.clock.now() + options.batchingWindowMs;
    if (ready < options.batchSize && options.clock.now() < windowEndsAt) return false;
    windowEndsAt = undefined;
    return true;
  };
  return {
    name: `${options.queue.name} to ${options.fn.name}`,
    act: async () => {
      if (!(await isWorthReading())) return false;
      await Promise.all(Array.from({ length: lanes }, () => readUntilEmpty(options)));
      return true;
    },
    nextDueAt: async () => {
      if (!options.fn.invocable) return undefined;
      return windowEndsAt ?? (await options.messaging.queueState(options.queue.name)).nextDueAt;
    },
  };
};

const readUntilEmpty = async (options: QueueMappingOptions): Promise<void> => {
  for (;;) {
    const { Messages = [] } = await options.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: options.queue.url,
        MaxNumberOfMessages: Math.min(options.batchSize, maximumReceived),
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    );
    if (Messages.length === 0) return;
    const wanted = Messages.filter((message) => passesAny(options.filters, filterable(message)));
    const handled = wanted.length === 0 ? [] : await handle(wanted, options);
    // A message that no filter lets through is deleted unseen, as in Lambda.
    const unwanted = Messages.filter((message) => !wanted.includes(message));
    await deleteAll([...handled, ...unwanted], options);
  }
};

/** A filter sees a JSON body as an object. */
const filterable = ({ Body = '' }: Message): unknown => {
  const body = parseJson(Body);
  return { body: body === undefined ? Body : body };
};

const handle = async (
  messages: readonly Message[],
  { fn, queue, reportsItemFailures }: QueueMappingOptions,
): Promise<readonly Message[]> => {
  const records = messages.map((message) =>
    queueRecord(message, { arn: queue.arn, region: account.region }),
  );
  const invocation = await fn.invoke({ Records: records });
  if (invocation.kind === 'failed') return [];
  if (!reportsItemFailures) return messages;
  const verdict = readBatchResponse(
    invocation.result,
    records.map(({ messageId }) => messageId),
  );
  if (verdict.kind === 'failed-batch') return [];
  return messages.filter(({ MessageId = '' }) => !verdict.identifiers.has(MessageId));
};

const deleteAll = async (
  messages: readonly Message[],
  { queue, sqs }: QueueMappingOptions,
): Promise<void> => {
  if (messages.length === 0) return;
  await sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl: queue.url,
      Entries: messages.map(({ ReceiptHandle }, index) => ({
        Id: String(index),
        ReceiptHandle,
      })),
    }),
  );
};
