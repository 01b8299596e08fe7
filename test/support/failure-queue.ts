import type { FailedMessage, FailureQueue } from '../../operations/redrive/failure-queue.ts';

/** A queue of failures in memory, whose messages are hidden from being taken until they are put back. */
export const createFailureQueueWorld = (bodies: readonly string[], batchSize = 2) => {
  const visible = bodies.map(
    (body, index): FailedMessage => ({
      messageId: `m${index}`,
      receiptHandle: `r${index}`,
      body,
      sentAt: undefined,
      attributes: {},
    }),
  );
  const hidden = new Map<string, FailedMessage>();
  const queue: FailureQueue = {
    take: () => {
      const taken = visible.splice(0, batchSize);
      for (const message of taken) hidden.set(message.messageId, message);
      return Promise.resolve(taken);
    },
    putBack: (messages) => {
      for (const { messageId } of messages) {
        const message = hidden.get(messageId);
        hidden.delete(messageId);
        if (message !== undefined) visible.push(message);
      }
      return Promise.resolve();
    },
    remove: (messages) => {
      for (const { messageId } of messages) hidden.delete(messageId);
      return Promise.resolve();
    },
  };
  return { queue, visible, hidden };
};
