import { pagesOf } from '../core/delivery/pages.ts';

/** As many rows as fit into one request to the queue. */
const BATCH_ROWS = 10;

/**
 * Yields an index in small batches, each sent before the next is leased.
 *
 * A run that ends in the middle leaves few rows leased but not sent; such rows wait for half an hour.
 */
export const batchesOf = async function* <Entry>(
  ...index: Parameters<typeof pagesOf<Entry>>
): AsyncGenerator<readonly Entry[]> {
  for await (const entries of pagesOf(...index)) {
    for (let first = 0; first < entries.length; first += BATCH_ROWS) {
      yield entries.slice(first, first + BATCH_ROWS);
    }
  }
};
