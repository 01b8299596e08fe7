import type { ReadJobOutput } from '../../../operations/aws/fetch/job-output.ts';
import type { JobOutput } from '../../../operations/fetch/output.ts';
import { lengthOf, type OutputRange } from '../../../operations/fetch/ranges.ts';
import { createVerifier, type Verifier } from '../../../operations/fetch/verifier.ts';
import { pause } from '../../framework/pause.ts';
import type { BackoffGate } from '../../start/batch/backoff-gate.ts';
import { StoreError, type Target } from '../sinks/sink.ts';
import type { RequestLimit } from './request-limit.ts';

/** What fetching bytes works with. */
export interface TransferDeps {
  readonly read: ReadJobOutput;
  readonly gate: BackoffGate;
  readonly limit: RequestLimit;
  readonly signal: AbortSignal;
  /** Called with the number of bytes that have arrived. */
  onBytes(count: number): void;
}

/** The end of an attempt, or of the last one. */
export type RangeEnd =
  | { readonly kind: 'stored'; readonly hash: string }
  | { readonly kind: 'expired' | 'failed' | 'interrupted'; readonly message: string };

/** A range of an output, and where it goes. */
export interface RangeTask {
  readonly output: JobOutput;
  readonly range: OutputRange;
  readonly target: Target;
}

/** How often a range is attempted: while Glacier throttles, the connection breaks, or bytes are wrong. */
const MOST_TRIES = { busy: 10, broken: 10, wrong: 3 } as const;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

const INTERRUPTED = { kind: 'interrupted', message: 'interrupted' } as const;

type Attempt = RangeEnd | { readonly kind: keyof typeof MOST_TRIES; readonly message: string };

/**
 * Fetches a range, checks it, and notes it; repeats what can succeed later.
 *
 * @throws StoreError or Error when no other range can succeed either.
 */
export const fetchRange = async (task: RangeTask, deps: TransferDeps): Promise<RangeEnd> => {
  const { gate, signal } = deps;
  const tries = { busy: 0, broken: 0, wrong: 0 };
  for (;;) {
    await gate.pass(signal);
    if (signal.aborted) return INTERRUPTED;
    const end = await attemptUnlessCanceled(task, deps);
    if (!isRepeatable(end)) return end;
    tries[end.kind] += 1;
    const count = tries[end.kind];
    if (count === MOST_TRIES[end.kind]) {
      return { kind: 'failed', message: `${end.message}, ${count} times` };
    }
    const waitMs = Math.min(FIRST_WAIT_MS * 2 ** count, LONGEST_WAIT_MS);
    if (end.kind === 'broken') await pause(waitMs, signal);
  }
};

const isRepeatable = (end: Attempt): end is Exclude<Attempt, RangeEnd> => end.kind in MOST_TRIES;

/** A request that is canceled looks like one that failed. */
const attemptUnlessCanceled = async (task: RangeTask, deps: TransferDeps): Promise<Attempt> => {
  const { signal } = deps;
  try {
    const end = await attempt(task, deps);
    return signal.aborted && end.kind !== 'stored' ? INTERRUPTED : end;
  } catch (error) {
    if (signal.aborted) return INTERRUPTED;
    throw error;
  }
};

/** Asks Glacier for the bytes; its answer decides how soon others ask. */
const attempt = async (task: RangeTask, deps: TransferDeps): Promise<Attempt> => {
  const { gate, limit, read, signal } = deps;
  const { output, range } = task;
  const isWhole = lengthOf(range) === output.sizeInBytes;
  const answer = await read(output.key, isWhole ? undefined : range, signal);
  if (answer.kind === 'busy') {
    gate.close();
    limit.shrink();
  }
  if (answer.kind !== 'bytes') return answer;
  gate.open();
  limit.grow();
  const treeHash = answer.treeHash ?? (isWhole ? output.treeHash : undefined);
  return receive(answer.body, { ...task, treeHash }, deps);
};

const receive = async (
  body: AsyncIterable<Uint8Array>,
  { output, range, target, treeHash }: RangeTask & Pick<JobOutput, 'treeHash'>,
  deps: TransferDeps,
): Promise<Attempt> => {
  const { format } = output;
  const verifier = createVerifier({ sizeInBytes: lengthOf(range), treeHash, format });
  const flow: Flow = { range, verifier };
  try {
    await target.store(range, watch(body, flow, deps));
  } catch (error) {
    const isTransient = error instanceof StoreError && error.isTransient;
    const broken = flow.problem ?? (isTransient ? error.message : undefined);
    if (broken === undefined) throw error;
    return { kind: 'broken', message: broken };
  }
  const verdict = verifier.verdict();
  if (verdict.kind === 'wrong') return verdict;
  await target.note(range, verdict.hash);
  return { kind: 'stored', hash: verdict.hash };
};

interface Flow {
  readonly range: OutputRange;
  readonly verifier: Verifier;
  /** Why the bytes did not arrive: the target may report it in other words. */
  problem?: string;
}

/** Passes bytes on to the target; throws when there are too few or too many. */
async function* watch(
  body: AsyncIterable<Uint8Array>,
  flow: Flow,
  { signal, onBytes }: TransferDeps,
): AsyncGenerator<Uint8Array> {
  const expected = lengthOf(flow.range);
  let count = 0;
  try {
    for await (const chunk of body) {
      signal.throwIfAborted();
      count += chunk.length;
      if (count > expected) break;
      flow.verifier.update(chunk);
      onBytes(chunk.length);
      yield chunk;
    }
    if (count !== expected) throw new Error(`Glacier sent ${count} of ${expected} bytes`);
  } catch (cause) {
    flow.problem = cause instanceof Error ? cause.message : String(cause);
    throw cause;
  }
}
