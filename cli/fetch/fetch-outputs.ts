import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import { byExpiry } from '../../operations/fetch/forecast.ts';
import { type NamedOutput, nameOutputs } from '../../operations/fetch/names.ts';
import { type JobOutput, readOutput } from '../../operations/fetch/output.ts';
import { checkTarget } from '../../registry/target.ts';
import type { Service } from '../deployment/service.ts';
import type { Context } from '../framework/context.ts';
import { usageError } from '../framework/errors/cli-error.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { pause } from '../framework/pause.ts';
import { findJob, toVaultArn } from '../jobs/find-job.ts';
import type { Fetch, FetchRequest } from './fetch.ts';
import { createFetchPorts, type FetchPorts } from './fetch-ports.ts';
import { createFetchReport } from './report/fetch-report.ts';
import { createSink } from './sinks/create-sink.ts';
import { fetchMany } from './transfer/fetch-many.ts';

/** Fetches, verifies and collects outputs; what expires first comes first. */
export const fetchOutputs = async (context: Context, request: FetchRequest): Promise<ExitCode> => {
  for (const jobId of request.jobs) checkTarget({ vault: request.vault, jobId });
  if (request.jobs.length === 0) throw usageError('No jobs specified: give job ids.');
  const service = await context.connect();
  const ports = createFetchPorts(service, context.output);
  const keys = await findKeys(request, service, ports);
  const sink = await createSink(request, service);
  const report = createFetchReport(context.output, service.clock);
  let isDone = false;
  try {
    await fetchInRounds(keys, { request, service, ports, sink, report }, context);
  } finally {
    sink.close();
    isDone = report.end();
  }
  return isDone ? EXIT.ok : EXIT.failure;
};

/** A full Glacier id has 92 characters: it needs no search, and the job may be untracked. */
const ID_LENGTH = 92;

const findKeys = async (
  { vault, jobs }: FetchRequest,
  service: Service,
  ports: FetchPorts,
): Promise<readonly JobKey[]> => {
  const keys: JobKey[] = [];
  for (const job of new Set(jobs)) {
    const key =
      job.length < ID_LENGTH
        ? await findJob({ vault, job }, service, ports)
        : { vaultArn: toVaultArn(vault, service), jobId: job };
    if (keys.every(({ jobId }) => jobId !== key.jobId)) keys.push(key);
  }
  return keys;
};

const POLL_MS = 15_000;

/** Each round fetches what is ready by then. */
const fetchInRounds = async (
  keys: readonly JobKey[],
  fetch: Fetch,
  context: Context,
): Promise<void> => {
  const { request, service } = fetch;
  const known: JobOutput[] = [];
  let waiting = keys;
  for (;;) {
    const { ready, pending } = await sortJobs(waiting, fetch);
    known.push(...ready);
    const isNew = new Set(ready);
    const named = nameOutputs(known, request.name).filter(({ output }) => isNew.has(output));
    if (request.abort) return abortAll(named, fetch);
    await fetchMany(named, fetch, context);
    if (pending.length === 0 || context.signal.aborted) return;
    waiting = pending;
    await pause(POLL_MS, context.signal);
    await service.clock.sync();
  }
};

const abortAll = async (named: readonly NamedOutput[], { sink }: Fetch): Promise<void> => {
  for (const one of named) await sink.abort(one);
};

const sortJobs = async (keys: readonly JobKey[], { ports, report, request }: Fetch) => {
  const ready: JobOutput[] = [];
  const pending: JobKey[] = [];
  const jobs = new Map((await ports.readJobs(keys)).map((job) => [job.jobId, job]));
  for (const key of keys) {
    const job = jobs.get(key.jobId);
    const state = job === undefined ? UNKNOWN : readOutput(job);
    if (state.kind === 'ready') ready.push(state.output);
    else if (state.kind === 'pending' && request.wait) pending.push(key);
    else report.add({ key, state, isDone: false });
  }
  return { ready: ready.sort(byExpiry), pending };
};

const UNKNOWN = {
  kind: 'expired',
  message: 'neither the service nor Glacier knows the job',
} as const;
