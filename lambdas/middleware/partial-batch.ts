import type { MiddlewareObj } from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { BatchOutcome } from '../core/function/batch-outcome.ts';
import type { Log } from '../core/function/telemetry.ts';

/** What a batch handler returns: one settled outcome for each record, in the records' order. */
export type SettledBatch = readonly PromiseSettledResult<BatchOutcome>[];

/**
 * Turns the settled outcomes of an SQS batch into a partial batch response.
 *
 * A rejected record is logged once and received again; one that is `again` is received again without
 * a word, because its handler has said so on purpose.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const partialBatch = (log: Log): MiddlewareObj<SQSEvent> => ({
  after: (request) => {
    const settled: unknown = request.response;
    if (!isSettledBatch(settled) || settled.length !== request.event.Records.length) {
      throw new Error('A batch handler did not return exactly one outcome per record');
    }
    const failed = request.event.Records.filter(({ messageId }, index) => {
      const outcome = settled[index];
      if (outcome?.status === 'rejected') log.error('record.failed', outcome.reason, { messageId });
      return outcome?.status !== 'fulfilled' || outcome.value === 'again';
    });
    request.response = {
      batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })),
    } satisfies SQSBatchResponse;
  },
});

const isSettledBatch = (response: unknown): response is SettledBatch => Array.isArray(response);
