import type { SQSRecord } from 'aws-lambda';
import type { BatchOutcome } from '../core/batch-outcome.ts';
import type { SenderDeps } from './deps.ts';

/**
 * The longest wait in the queue: waiting messages count as in flight, and 120,000 of those stop it.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
export const MAX_QUEUE_WAIT_MS = 15 * 60_000;

/** Lets a message come back after a while, at most {@link MAX_QUEUE_WAIT_MS}. */
export const putOff = async (
  { receiptHandle }: SQSRecord,
  delayMs: number,
  { queue }: SenderDeps,
): Promise<BatchOutcome> => {
  await queue.delay(receiptHandle, Math.ceil(Math.min(delayMs, MAX_QUEUE_WAIT_MS) / 1000));
  return 'again';
};

/** Lets a message come back at once, as often as it takes the queue to move it to its dead letters. */
export const leaveToDeadLetters = (record: SQSRecord, deps: SenderDeps): Promise<BatchOutcome> =>
  putOff(record, 0, deps);
