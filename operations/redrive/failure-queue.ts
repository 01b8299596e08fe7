/** What it takes to put a message back or to delete it. */
export interface HeldMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
}

/** A message of a failure queue, held for whoever received it. */
export interface FailedMessage extends HeldMessage {
  readonly body: string;
  /** When it came into the queue, ISO 8601. */
  readonly sentAt: string | undefined;
  /** What its sender added; SNS says there why it gave up. */
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Reads a queue that keeps what failed.
 *
 * Such a queue has no dead letters of its own: however often a message is received, it stays.
 */
export interface FailureQueue {
  /** Receives up to ten messages, which SQS hides from others for two minutes; none when it is empty. */
  readonly take: () => Promise<readonly FailedMessage[]>;
  /** Lets messages be received again at once. */
  readonly putBack: (messages: readonly HeldMessage[]) => Promise<void>;
  /** Deletes messages for good. */
  readonly remove: (messages: readonly HeldMessage[]) => Promise<void>;
}

/**
 * Reads messages of a failure queue, at most `limit`, and puts all of them back.
 *
 * They are hidden from others for the moment that it takes.
 */
export const listFailed = async (queue: FailureQueue, limit: number): Promise<FailedMessage[]> => {
  const held = new Map<string, FailedMessage>();
  try {
    while (held.size < limit) {
      const taken = await queue.take();
      const fresh = taken.filter(({ messageId }) => !held.has(messageId));
      for (const message of taken) held.set(message.messageId, message);
      if (fresh.length === 0) break;
    }
  } finally {
    await queue.putBack([...held.values()]);
  }
  return [...held.values()].slice(0, limit);
};
