import { mapInParallel } from '../../../lambdas/core/function/map-in-parallel.ts';
import type { Context } from '../context.ts';
import { retryTransient } from '../retry-transient.ts';
import { createProgressLine } from './progress-line.ts';

/** What to do with each item, and how to describe its result. */
interface Each<Item, Result> {
  readonly act: (item: Item) => Promise<Result>;
  readonly describe: (result: Result) => string;
}

const AT_ONCE = 16;

/**
 * Acts on items, up to 16 at a time, and reports each result; returns them in the order of the items.
 *
 * Among many items, one that AWS throttles is retried. After a fault no item is begun; no earlier
 * result is lost.
 */
export const reportEach = async <Item, Result>(
  items: readonly Item[],
  { output, signal }: Pick<Context, 'output' | 'signal'>,
  { act, describe }: Each<Item, Result>,
): Promise<readonly Result[]> => {
  const results = new Map<number, Result>();
  const faults: unknown[] = [];
  const line = createProgressLine(output);
  const retrying = { output, signal, giveUpAfterMs: items.length > 1 ? undefined : 0 };
  const handle = async (item: Item, index: number): Promise<void> => {
    const result = await retryTransient(() => act(item), retrying);
    results.set(index, result);
    if (output.isJson || !output.isTerminal) line.show(`${results.size} of ${items.length} jobs`);
    if (!output.isJson) output.print(describe(result));
  };
  await mapInParallel([...items.entries()], AT_ONCE, async ([index, item]) => {
    if (faults.length > 0) return;
    await handle(item, index).catch((error: unknown) => void faults.push(error));
  });
  line.clear();
  const ordered = [...items.keys()].flatMap((index) => results.get(index) ?? []);
  if (output.isJson) output.json({ results: ordered });
  if (faults.length > 0) throw faults[0];
  return ordered;
};
