import type { Output } from './output.ts';

/** What to do with each item, and how to describe its result. */
interface Each<Item, Result> {
  readonly act: (item: Item) => Promise<Result>;
  readonly describe: (result: Result) => string;
}

/** Acts on one item after another and reports each result; a fault loses no earlier result. */
export const reportEach = async <Item, Result>(
  items: readonly Item[],
  output: Output,
  { act, describe }: Each<Item, Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  try {
    for (const item of items) {
      const result = await act(item);
      results.push(result);
      if (!output.isJson) output.print(describe(result));
    }
  } finally {
    if (output.isJson) output.json({ results });
  }
  return results;
};
