import type { DeliveryPage, PageKey } from './delivery-ports.ts';

/**
 * Yields an index page by page. DynamoDB filters a page after reading it: an empty one may not be the last.
 */
export const pagesOf = async function* <Entry>(
  read: (startKey: PageKey | undefined) => Promise<DeliveryPage<Entry>>,
): AsyncGenerator<readonly Entry[]> {
  let next: PageKey | undefined;
  do {
    const page = await read(next);
    yield page.entries;
    next = page.next;
  } while (next !== undefined);
};
