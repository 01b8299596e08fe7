import type { Output } from './output.ts';

/** What is done with each, and how its result is told. */
interface Each<Item, Result> {
  readonly act: (item: Item) => Promise<Result>;
  readonly describe: (result: Result) => string;
}

/** Does one thing after another and tells each result; a fault loses none of those before it. */
export const tellEach = async <Item, Result>(
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
