import type { SQSRecord } from 'aws-lambda';
import type { Random } from '../../sandbox/glacier/seeded-random.ts';
import { queueRecord } from '../../sandbox/sources/queue-event.ts';
import type { VirtualTime } from '../engine/virtual-time.ts';

interface Message {
  readonly id: string;
  readonly body: string;
  visibleAtMs: number;
  receives: number;
}

const MAX_DELAY_SECONDS = 900;
const MAX_VISIBILITY_SECONDS = 43_200;

/** A standard queue of SQS in memory: at least once, in any order. */
export interface SimulatedQueue {
  /**
   * Sends a message, to be received after a delay.
   *
   * @throws Error when the delay is longer than SQS allows.
   */
  readonly send: (body: string, delaySeconds?: number) => void;
  /** Takes visible messages, and hides them for the queue's visibility timeout. */
  readonly receive: (count: number) => SQSRecord[];
  /** Deletes what was handled, unless it has been received since. */
  readonly remove: (receiptHandle: string) => void;
  /**
   * Makes a message visible again after a number of seconds.
   *
   * @throws Error when it is visible already, has been received since, or would be hidden for too long.
   */
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
  /** From how many of the first messages a receive takes one. @default - all */
  readonly disorder?: number | undefined;
  /** Hears of every message that was received too often. */
  readonly onDead?: (body: string) => void;
}

/** Creates an empty queue. */
export const createQueue = (
  { visibilityMs, maxReceives }: QueueSettings,
  { time, random, repeats, disorder = Number.POSITIVE_INFINITY, onDead }: QueueDeps,
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
    const place = Math.floor(random() * Math.min(ready.length, disorder));
    const [message] = ready.splice(place, 1);
    const isVisible =
      message && messages.get(message.id) === message && message.visibleAtMs <= time.nowMs();
    if (!isVisible) return undefined;
    message.receives += 1;
    if (message.receives > maxReceives) {
      messages.delete(message.id);
      dead.push(message.body);
      onDead?.(message.body);
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
      if (delaySeconds > MAX_DELAY_SECONDS) throw new Error('DelaySeconds is over 900');
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
    remove: (receiptHandle) => {
      const message = findHeld(messages, receiptHandle);
      if (message) messages.delete(message.id);
    },
    delay: (receiptHandle, seconds) => {
      const message = findHeld(messages, receiptHandle);
      if (!message || message.visibleAtMs <= time.nowMs()) throw new Error('MessageNotInflight');
      if (seconds > MAX_VISIBILITY_SECONDS) throw new Error('VisibilityTimeout is over 43,200');
      hide(message, seconds * 1000);
    },
  };
  return queue;
};

const handleOf = ({ id, receives }: Pick<Message, 'id' | 'receives'>): string =>
  `${id} ${receives}`;

/** Finds a message by the handle of its last receive, the only one that is good. */
const findHeld = (
  messages: ReadonlyMap<string, Message>,
  receiptHandle: string,
): Message | undefined => {
  const message = messages.get(receiptHandle.slice(0, receiptHandle.indexOf(' ')));
  return message && handleOf(message) === receiptHandle ? message : undefined;
};

/** A message as SQS gives it to a function. */
export const sqsRecord = (id: string, body: string, receives = 1): SQSRecord =>
  queueRecord(
    {
      MessageId: id,
      ReceiptHandle: handleOf({ id, receives }),
      Body: body,
      Attributes: { ApproximateReceiveCount: String(receives) },
    },
    { arn: '', region: '' },
  );
