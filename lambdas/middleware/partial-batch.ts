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
 * a log line, because its handler has asked for it.
 * @throws Error unless there is exactly one outcome per record.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const toBatchResponse = (
  { Records }: SQSEvent,
  settled: unknown,
  log: Log,
): SQSBatchResponse => {
  if (!isSettledBatch(settled) || settled.length !== Records.length) {
    throw new Error('A batch handler did not return exactly one outcome per record');
  }
  const failed = Records.filter(({ messageId }, index) => {
    const outcome = settled[index];
    if (outcome?.status === 'rejected') log.error('record.failed', outcome.reason, { messageId });
    return outcome?.status !== 'fulfilled' || outcome.value === 'again';
  });
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};

/** Answers with the partial batch response of {@link toBatchResponse}. */
export const partialBatch = (log: Log): MiddlewareObj<SQSEvent> => ({
  after: (request) => {
    request.response = toBatchResponse(request.event, request.response, log);
  },
});

const isSettledBatch = (response: unknown): response is SettledBatch => Array.isArray(response);
