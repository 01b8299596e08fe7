import type { SQSRecord } from 'aws-lambda';
import { writeDeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import type { DeliveryQueue } from '../../lambdas/core/delivery/ports.ts';
import { sqsRecord } from '../webhooks/sqs-record.ts';
import type { VirtualTime } from './virtual-time.ts';

interface Message {
  readonly id: string;
  readonly body: string;
  visibleAtMs: number;
  receives: number;
}

/** A standard queue of SQS, in memory: at least once, first in first out as far as it goes. */
export interface SimulatedQueue extends DeliveryQueue {
  /** Resolves when a message may be visible. */
  readonly whenReady: () => Promise<void>;
  /** Takes up to ten visible messages, and hides them for the queue's visibility timeout. */
  readonly receive: () => SQSRecord[];
  /** Deletes what was handled. */
  readonly remove: (messageId: string) => void;
  /** Makes a message visible again after a number of seconds. */
  readonly delay: (receiptHandle: string, seconds: number) => void;
  /** Sends something again that was sent already, as a standard queue may. */
  readonly repeat: (messageId: string) => void;
  /** Messages that are neither handled nor given up. */
  readonly size: () => number;
  /** Messages that were received too often. */
  readonly dead: readonly string[];
}

const BATCH = 10;

/** Creates an empty queue. */
export const createQueue = (
  time: VirtualTime,
  options: { readonly visibilityMs: number; readonly maxReceives: number },
): SimulatedQueue => {
  const messages = new Map<string, Message>();
  const ready: Message[] = [];
  const dead: string[] = [];
  const waiters: (() => void)[] = [];
  let sent = 0;
  const offer = (message: Message) => {
    ready.push(message);
    waiters.pop()?.();
  };
  const show = (message: Message) => {
    if (messages.get(message.id) === message && message.visibleAtMs <= time.nowMs()) {
      offer(message);
    }
  };
  const hide = (message: Message, ms: number) => {
    message.visibleAtMs = time.nowMs() + ms;
    void time.sleep(ms).then(() => show(message));
  };
  const add = (body: string) => {
    sent += 1;
    const message = { id: `m${sent}`, body, visibleAtMs: time.nowMs(), receives: 0 };
    messages.set(message.id, message);
    offer(message);
  };
  const take = (message: Message): SQSRecord[] => {
    if (messages.get(message.id) !== message || message.visibleAtMs > time.nowMs()) return [];
    message.receives += 1;
    if (message.receives > options.maxReceives) {
      messages.delete(message.id);
      dead.push(message.body);
      return [];
    }
    hide(message, options.visibilityMs);
    return [sqsRecord(message.id, message.body, message.receives)];
  };
  return {
    dead,
    size: () => messages.size,
    whenReady: () =>
      ready.length > 0 ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve)),
    send: (deliveries) => {
      for (const delivery of deliveries) add(writeDeliveryMessage(delivery));
      return Promise.resolve([]);
    },
    receive: () => {
      const batch: SQSRecord[] = [];
      while (batch.length < BATCH && ready.length > 0) {
        const [message] = ready.splice(0, 1);
        if (message) batch.push(...take(message));
      }
      return batch;
    },
    remove: (messageId) => void messages.delete(messageId),
    delay: (receiptHandle, seconds) => {
      const message = messages.get(receiptHandle);
      if (message) hide(message, seconds * 1000);
    },
    repeat: (messageId) => {
      const message = messages.get(messageId);
      if (message) add(message.body);
    },
  };
};
