import type { JobKey } from '../../../lambdas/core/evidence/evidence.ts';
import type { NamedOutput } from '../../../operations/fetch/names.ts';
import type { Context } from '../../framework/context.ts';
import { printable } from '../../framework/output/printable.ts';
import { retryTransient } from '../../framework/retry-transient.ts';
import { createBackoffGate } from '../../start/batch/backoff-gate.ts';
import { type Fetch, isReplaced } from '../fetch.ts';
import { type FetchDeps, fetchOutput } from './fetch-output.ts';
import { createChunkRelease } from './free-chunks.ts';
import { createRequestLimit } from './request-limit.ts';

const MOST_REQUESTS = 16;

/**
 * Fetches outputs in their order, several at once, and collects each as soon as it is durable; returns
 * the jobs whose output had expired.
 *
 * @throws the fault that ended the fetch early; what is in flight has ended.
 */
export const fetchMany = async (
  named: readonly NamedOutput[],
  fetch: Fetch,
  { signal, output }: Pick<Context, 'signal' | 'output'>,
): Promise<readonly JobKey[]> => {
  const { request, ports, sink, report } = fetch;
  const expired: JobKey[] = [];
  const halt = new AbortController();
  const most = request.requests ?? MOST_REQUESTS;
  const release = createChunkRelease();
  const deps: FetchDeps = {
    sink,
    read: ports.readJobOutput,
    gate: createBackoffGate(Math.random),
    limit: createRequestLimit(most),
    signal: AbortSignal.any([signal, halt.signal]),
    onBytes: (count) => {
      release(count);
      report.onBytes(count);
    },
  };
  const collect = async ({ output: { key, isCollected } }: NamedOutput): Promise<boolean> => {
    if (isCollected || !request.collect) return true;
    const target = { vault: key.vaultArn, jobId: key.jobId };
    const act = () => ports.registry.collectJob(target, { force: ports.isTracked(key) });
    const result = await retryTransient(act, { output, signal: deps.signal });
    if (result.kind === 'refused') output.note(printable(result.message));
    return result.kind !== 'refused';
  };
  const handle = async (one: NamedOutput, turn: number): Promise<void> => {
    const state = await fetchOutput(one, turn, deps);
    if (state.kind === 'interrupted') return;
    const isRight =
      state.kind === 'unverified' ? request.acceptUnverified === true : !('message' in state);
    const { key } = one.output;
    if (state.kind === 'expired') expired.push(key);
    const isDone = isRight
      ? await collect(one)
      : state.kind === 'expired' && one.output.archiveId !== undefined && isReplaced(fetch);
    report.add({ key, named: one, state, isDone });
  };
  report.plan(named.map((one) => one.output));
  const turns = [...Map.groupBy(named, ({ name }) => name).values()].entries();
  const work = async (): Promise<void> => {
    for (const [turn, bundle] of turns) {
      // Several jobs of one output: the second finds what the first has stored.
      for (const one of bundle) if (!deps.signal.aborted) await handle(one, turn);
    }
  };
  const workers = Array.from({ length: most }, () =>
    work().catch((error: unknown) => {
      halt.abort();
      throw error;
    }),
  );
  const fault = (await Promise.allSettled(workers)).find((one) => one.status === 'rejected');
  if (fault !== undefined) throw fault.reason;
  return expired;
};
