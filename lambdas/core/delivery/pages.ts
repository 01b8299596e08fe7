import type { DeliveryPage, PageKey } from './ports.ts';

/** Yields an index page by page; a page may be empty and not the last, as DynamoDB filters after reading. */
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
