import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { readBatchResponse } from '../../sandbox/sources/batch-response.ts';
import type { SimulatedFunction } from '../functions/lambda.ts';
import type { SimulatedQueue } from '../ports/queue.ts';

/** How a queue is read on behalf of a function. */
export interface QueueMapping {
  readonly queue: SimulatedQueue;
  readonly fn: SimulatedFunction<SQSEvent>;
  readonly batchSize: number;
  readonly maximumConcurrency: number;
  /** A standard queue seldom has a full batch at hand. */
  readonly batchOf: (batchSize: number) => number;
}

/**
 * Feeds a queue to a function in batches, and deletes what it has handled.
 *
 * What has failed stays in the queue and returns by the queue's own visibility timeout.
 */
export const mapQueue = (mapping: QueueMapping): void => {
  const { queue, maximumConcurrency, batchOf, batchSize } = mapping;
  let busy = 0;
  const pump = (): void => {
    while (busy < maximumConcurrency) {
      const records = queue.receive(batchOf(batchSize));
      if (records.length === 0) return;
      busy += 1;
      void handle(records, mapping).then(() => {
        busy -= 1;
        pump();
      });
    }
  };
  queue.onReady = pump;
};

const handle = async (records: readonly SQSRecord[], { queue, fn }: QueueMapping) => {
  const invocation = await fn.invoke({ Records: [...records] });
  if (invocation.kind === 'failed') return;
  const ids = records.map(({ messageId }) => messageId);
  const verdict = readBatchResponse(invocation.result, ids);
  if (verdict.kind === 'failed-batch') return;
  for (const { messageId, receiptHandle } of records) {
    if (!verdict.identifiers.has(messageId)) queue.remove(receiptHandle);
  }
};
