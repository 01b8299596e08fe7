import type { StreamChange } from './stream-reader.ts';

/** Changes that are handed to a function together, and how often that has failed. */
export interface StreamBatch {
  readonly changes: readonly StreamChange[];
  readonly attempts: number;
  /** The instant before which it is not tried again. */
  readonly notBefore: number;
}

/** What a stream mapping does with a batch that failed. */
export interface StreamRetrySettings {
  readonly bisectsOnError: boolean;
  /** Negative is without limit. */
  readonly maximumRetries: number;
  /** Negative is without limit. */
  readonly maximumRecordAgeMs: number;
}

/** The next step for a failed batch: batches to try instead, or the reason to give up. */
export type StreamVerdict =
  | { readonly kind: 'retry'; readonly batches: readonly StreamBatch[] }
  | {
      readonly kind: 'give-up';
      readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
    };

/** The pause before a retry; Lambda publishes no figures for streams. */
const firstRetryDelayMs = 1_000;
const longestRetryDelayMs = 60_000;

/**
 * Decides what to do with a batch that failed as a whole, or from one of its changes on.
 *
 * A batch is split first, which does not count as a retry. The order of a shard is kept: what follows
 * waits until the failed part has passed or is given up.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export const judgeFailedBatch = (
  batch: StreamBatch,
  settings: StreamRetrySettings,
  now: number,
): StreamVerdict => {
  const oldest = batch.changes[0]?.arrivedAt ?? now;
  if (settings.maximumRecordAgeMs >= 0 && now - oldest > settings.maximumRecordAgeMs) {
    return { kind: 'give-up', condition: 'RecordAgeExceeded' };
  }
  if (settings.bisectsOnError && batch.changes.length > 1) {
    return { kind: 'retry', batches: halves(batch) };
  }
  const attempts = batch.attempts + 1;
  if (settings.maximumRetries >= 0 && attempts > settings.maximumRetries) {
    return { kind: 'give-up', condition: 'RetryAttemptsExhausted' };
  }
  const delayMs = Math.min(firstRetryDelayMs * 2 ** batch.attempts, longestRetryDelayMs);
  return { kind: 'retry', batches: [{ ...batch, attempts, notBefore: now + delayMs }] };
};

const halves = (batch: StreamBatch): readonly StreamBatch[] => {
  const middle = Math.ceil(batch.changes.length / 2);
  return [
    { ...batch, changes: batch.changes.slice(0, middle) },
    { ...batch, changes: batch.changes.slice(middle) },
  ];
};
