import type { SQSRecord } from 'aws-lambda';
import { MAX_QUEUE_WAIT_MS } from '../core/delivery/row.ts';
import type { BatchOutcome } from '../core/function/batch-outcome.ts';
import type { SenderDeps } from './deps.ts';

/** Delays the next receive of a message, by at most {@link MAX_QUEUE_WAIT_MS}. */
export const deferMessage = async (
  { receiptHandle }: SQSRecord,
  delayMs: number,
  { queue }: SenderDeps,
): Promise<BatchOutcome> => {
  await queue.delay(receiptHandle, Math.ceil(Math.min(delayMs, MAX_QUEUE_WAIT_MS) / 1000));
  return 'again';
};
