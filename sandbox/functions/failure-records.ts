import type { Invocation } from './invocation.ts';
import type { SandboxFunction } from './start-function.ts';

type Failure = Extract<Invocation, { kind: 'failed' }>;

/** An asynchronous invocation that was given up. */
export interface AsyncFailure {
  readonly fn: Pick<SandboxFunction, 'arn'>;
  readonly event: unknown;
  readonly attempts: number;
  readonly condition: 'RetriesExhausted' | 'EventAgeExceeded';
  readonly failure: Failure;
}

/**
 * Writes the record that Lambda sends to the on-failure destination of an asynchronous invocation.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export const asyncFailureRecord = (given: AsyncFailure, at: number) => ({
  version: '1.0',
  timestamp: new Date(at).toISOString(),
  requestContext: {
    requestId: given.failure.requestId,
    functionArn: `${given.fn.arn}:$LATEST`,
    condition: given.condition,
    approximateInvokeCount: given.attempts,
  },
  requestPayload: given.event,
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  responsePayload: errorPayload(given.failure),
});

/** A batch of stream records that was given up. */
export interface StreamFailure {
  readonly functionArn: string;
  readonly attempts: number;
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly requestId: string;
  readonly at: number;
  readonly streamArn: string;
  readonly shardId: string;
  readonly sequenceNumbers: readonly string[];
  readonly arrivedAt: { readonly first: number; readonly last: number };
}

/**
 * Writes the metadata that Lambda sends to the on-failure destination of a stream: not the records.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export const streamFailureRecord = (given: StreamFailure) => ({
  requestContext: {
    requestId: given.requestId,
    functionArn: given.functionArn,
    condition: given.condition,
    approximateInvokeCount: given.attempts,
  },
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  version: '1.0',
  timestamp: new Date(given.at).toISOString(),
  DDBStreamBatchInfo: {
    shardId: given.shardId,
    startSequenceNumber: given.sequenceNumbers[0],
    endSequenceNumber: given.sequenceNumbers.at(-1),
    approximateArrivalOfFirstRecord: toSecond(given.arrivedAt.first),
    approximateArrivalOfLastRecord: toSecond(given.arrivedAt.last),
    batchSize: given.sequenceNumbers.length,
    streamArn: given.streamArn,
  },
});

const toSecond = (instantMs: number): string =>
  new Date(instantMs).toISOString().replace(/\.\d{3}Z$/, 'Z');

const errorPayload = ({ error }: Failure) => ({
  errorType: error.errorType,
  errorMessage: error.errorMessage,
  ...(error.trace === undefined ? {} : { stackTrace: error.trace }),
});
