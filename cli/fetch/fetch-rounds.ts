import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import { byExpiry } from '../../operations/fetch/forecast.ts';
import { nameOutputs } from '../../operations/fetch/names.ts';
import { type JobOutput, readOutput } from '../../operations/fetch/output.ts';
import type { Context } from '../framework/context.ts';
import { pause } from '../framework/pause.ts';
import { retryTransient } from '../framework/retry-transient.ts';
import { type Fetch, isReplaced } from './fetch.ts';
import { restartExpired } from './restart-expired.ts';
import { fetchMany } from './transfer/fetch-many.ts';

const POLL_MS = 15_000;

/** What earlier rounds have met. */
interface Known {
  readonly outputs: JobOutput[];
  readonly restarted: JobKey[];
}

/** Fetches in rounds what is ready by then; a group can have got members meanwhile. */
export const fetchInRounds = async (
  select: () => Promise<readonly JobKey[]>,
  fetch: Fetch,
  context: Context,
): Promise<void> => {
  const known: Known = { outputs: [], restarted: [] };
  const handled = new Set<string>();
  for (;;) {
    const all = new Map(
      [...(await select()), ...known.restarted].map((key) => [key.jobId, key] as const),
    );
    const keys = [...all.values()].filter(({ jobId }) => !handled.has(jobId));
    const waiting = await fetchRound(keys, known, fetch, context);
    for (const { jobId } of keys) handled.add(jobId);
    for (const { jobId } of waiting) handled.delete(jobId);
    if (waiting.length === 0 || context.signal.aborted) return;
    await pause(POLL_MS, context.signal);
    await retryTransient(() => fetch.service.clock.sync(), context);
  }
};

/** Returns the jobs to wait for. */
const fetchRound = async (
  keys: readonly JobKey[],
  known: Known,
  fetch: Fetch,
  context: Context,
): Promise<readonly JobKey[]> => {
  const { request, sink } = fetch;
  const { ready, pending, expired } = await sortJobs(keys, fetch, context);
  known.outputs.push(...ready);
  const isNew = new Set(ready);
  const all = nameOutputs(known.outputs, request.name);
  const named = all.filter(({ output }) => isNew.has(output));
  if (request.abort) {
    for (const one of named) await sink.abort(one, 'all');
    return [];
  }
  expired.push(...(await fetchMany(named, fetch, context)));
  const isRestarted = request.restartExpired === true && !context.signal.aborted;
  const again = isRestarted ? await restartExpired(expired, fetch, context) : [];
  known.restarted.push(...again);
  return request.wait ? [...pending, ...again] : [];
};

const sortJobs = async (keys: readonly JobKey[], fetch: Fetch, context: Context) => {
  const { ports, report, request } = fetch;
  const read = await retryTransient(() => ports.readJobs(keys), context);
  const jobs = new Map(read.map((job) => [job.jobId, job]));
  const states = keys.map((key) => {
    const job = jobs.get(key.jobId);
    return { key, state: job === undefined ? UNKNOWN : readOutput(job) };
  });
  // Members that are collected have been fetched before; something may be left of them.
  const isSkipped = ({ isCollected }: JobOutput) =>
    isCollected && request.group !== undefined && !request.abort;
  const ready = states
    .flatMap(({ state }) => (state.kind === 'ready' ? [state.output] : []))
    .filter((output) => !isSkipped(output))
    .sort(byExpiry);
  const ofKind = (kind: string) =>
    states.filter(({ state }) => state.kind === kind).map(({ key }) => key);
  for (const { key, state } of states) {
    if (state.kind === 'ready' || (state.kind === 'pending' && request.wait)) continue;
    report.add({ key, state, isDone: state.kind === 'expired' && isReplaced(fetch) });
  }
  return { ready, pending: ofKind('pending'), expired: ofKind('expired') };
};

const UNKNOWN = {
  kind: 'expired',
  message: 'neither the service nor Glacier knows the job',
} as const;
