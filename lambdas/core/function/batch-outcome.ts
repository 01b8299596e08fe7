/**
 * The outcome of one record of a batch: done, or to be received again.
 *
 * A fault is neither: the record's promise is rejected, and the batch logs it.
 */
export type BatchOutcome = 'done' | 'again';
