import type { SQSRecord } from 'aws-lambda';
import type { Random } from '../../sandbox/glacier/seeded-random.ts';
import { queueRecord } from '../../sandbox/sources/queue-event.ts';
import type { VirtualTime } from '../engine/virtual-time.ts';

/** A standard queue keeps the order of messages roughly: the next one is among the first of this number. */
const DISORDER = 20;

interface Message {
  readonly id: string;
  readonly body: string;
  visibleAtMs: number;
  receives: number;
}

/** A standard queue of SQS in memory: at least once, roughly in order. */
export interface SimulatedQueue {
  readonly send: (body: string, delaySeconds?: number) => void;
  /** Takes visible messages, and hides them for the queue's visibility timeout. */
  readonly receive: (count: number) => SQSRecord[];
  /** Deletes what was handled. */
  readonly remove: (messageId: string) => void;
  /** Makes a message visible again after a number of seconds. */
  readonly delay: (receiptHandle: string, seconds: number) => void;
  /** Messages that are neither handled nor given up. */
  readonly size: () => number;
  /** Messages that were received too often. */
  readonly dead: readonly string[];
  /** Hears that a message is visible. */
  onReady: () => void;
}

/** The queue's own settings. */
export interface QueueSettings {
  readonly visibilityMs: number;
  readonly maxReceives: number;
}

/** What a queue works with; `repeats` decides whether a message is delivered twice. */
export interface QueueDeps {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly repeats: () => boolean;
}

/** Creates an empty queue. */
export const createQueue = (
  { visibilityMs, maxReceives }: QueueSettings,
  { time, random, repeats }: QueueDeps,
): SimulatedQueue => {
  const messages = new Map<string, Message>();
  const ready: Message[] = [];
  const dead: string[] = [];
  let sent = 0;
  const show = (message: Message) => {
    if (messages.get(message.id) !== message || message.visibleAtMs > time.nowMs()) return;
    ready.push(message);
    queue.onReady();
  };
  const hide = (message: Message, ms: number) => {
    message.visibleAtMs = time.nowMs() + ms;
    time.after(ms, () => show(message));
  };
  const take = (): Message | undefined => {
    const place = Math.floor(random() * Math.min(ready.length, DISORDER));
    const [message] = ready.splice(place, 1);
    const isVisible =
      message && messages.get(message.id) === message && message.visibleAtMs <= time.nowMs();
    if (!isVisible) return undefined;
    message.receives += 1;
    if (message.receives > maxReceives) {
      messages.delete(message.id);
      dead.push(message.body);
      return undefined;
    }
    hide(message, repeats() ? 0 : visibilityMs);
    return message;
  };
  const queue: SimulatedQueue = {
    dead,
    onReady: () => undefined,
    size: () => messages.size,
    send: (body, delaySeconds = 0) => {
      sent += 1;
      const message = { id: `m${sent}`, body, visibleAtMs: 0, receives: 0 };
      messages.set(message.id, message);
      hide(message, delaySeconds * 1000);
    },
    receive: (count) => {
      const records: SQSRecord[] = [];
      while (records.length < count && ready.length > 0) {
        const message = take();
        if (message) records.push(sqsRecord(message.id, message.body, message.receives));
      }
      return records;
    },
    remove: (messageId) => void messages.delete(messageId),
    delay: (receiptHandle, seconds) => {
      const message = messages.get(receiptHandle);
      if (message) hide(message, seconds * 1000);
    },
  };
  return queue;
};

/** A message as SQS gives it to a function. */
export const sqsRecord = (id: string, body: string, receives = 1): SQSRecord =>
  queueRecord(
    {
      MessageId: id,
      ReceiptHandle: id,
      Body: body,
      Attributes: { ApproximateReceiveCount: String(receives) },
    },
    { arn: '', region: '' },
  );
