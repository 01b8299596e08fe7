import type { NamedOutput } from '../../../operations/fetch/names.ts';
import { planRanges } from '../../../operations/fetch/ranges.ts';
import { joinTreeHashes } from '../../../operations/fetch/tree-hash.ts';
import { judgeHash } from '../../../operations/fetch/verifier.ts';
import type { Sink, Target } from '../sinks/sink.ts';
import { fetchRange, type RangeEnd, type TransferDeps } from './fetch-range.ts';

/**
 * The end of fetching an output.
 *
 * `present`: it was there already. `unverified`: whole, but only its size could be checked.
 */
export type OutputEnd =
  | { readonly kind: 'verified' | 'unverified' | 'present' }
  | { readonly kind: 'expired' | 'failed' | 'interrupted'; readonly message: string };

/** What fetching outputs works with. */
export interface FetchDeps extends TransferDeps {
  readonly sink: Sink;
}

/**
 * Fetches an output to its name: whole, right and durable, or not at all.
 *
 * @param turn - its place among all outputs: the requests of those before it are made first
 * @throws StoreError or Error when no other output can succeed either.
 */
export const fetchOutput = async (
  named: NamedOutput,
  turn: number,
  deps: FetchDeps,
): Promise<OutputEnd> => {
  const { name, output } = named;
  const found = await deps.sink.find(named);
  if (found === 'different') return taken(name);
  if (found === 'same') {
    await deps.sink.abort(named, 'own');
    return (output.treeHash ?? output.format) ? { kind: 'present' } : { kind: 'unverified' };
  }
  const target = await deps.sink.open(named);
  try {
    const end = await fetchRanges(named, target, turn, deps);
    if (end.kind !== 'stored') return end;
    const verdict = judgeHash(end.hash, output);
    if (verdict.kind === 'wrong') {
      // Every range was what Glacier says of it: to fetch them again now would not help.
      await target.discard();
      return { kind: 'failed', message: verdict.message };
    }
    return (await target.commit()) ? { kind: verdict.kind } : taken(name);
  } finally {
    await target.close();
  }
};

const taken = (name: string): OutputEnd => ({
  kind: 'failed',
  message: `something else is stored as ${name}: move it away, or specify another --name`,
});

/** Fetches what the target lacks; the first range that fails ends the others. */
const fetchRanges = async (
  { output }: NamedOutput,
  target: Target,
  turn: number,
  deps: FetchDeps,
): Promise<RangeEnd> => {
  const stop = new AbortController();
  const signal = AbortSignal.any([deps.signal, stop.signal]);
  const hashes = new Map(target.stored);
  let failure: RangeEnd | undefined;
  const todo = planRanges(output).filter(({ index }) => !hashes.has(index));
  const settled = await Promise.allSettled(
    todo.map((range) =>
      deps.limit
        .run(turn, async () => {
          const end = await fetchRange({ output, range, target }, { ...deps, signal });
          if (end.kind === 'stored') hashes.set(range.index, end.hash);
          else {
            failure ??= end;
            stop.abort();
          }
        })
        .catch((error: unknown) => {
          stop.abort();
          throw error;
        }),
    ),
  );
  const fault = settled.find((one) => one.status === 'rejected');
  if (fault !== undefined) throw fault.reason;
  if (failure !== undefined) return failure;
  const ordered = [...hashes].sort(([one], [other]) => one - other).map(([, hash]) => hash);
  return { kind: 'stored', hash: joinTreeHashes(ordered) };
};
