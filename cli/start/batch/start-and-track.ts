import type { JobRequest } from '../../../operations/jobs/initiation.ts';
import type { StartedJob } from '../report/start-report.ts';
import { nameOf, type StartDeps, type StartOutcome, startOne } from './start-one.ts';

/** The result for one archive. */
export type StartResult =
  | { readonly kind: 'running'; readonly job: StartedJob }
  | Exclude<StartOutcome, { readonly kind: 'started' }>;

/** Starts a job, unless an earlier start has, and registers it with the service. */
export const startAndTrack = async (request: JobRequest, deps: StartDeps): Promise<StartResult> => {
  const archiveId = nameOf(request);
  const entry = deps.journal.known.get(archiveId);
  const startedBefore = entry?.state === 'started' ? entry.jobId : undefined;
  const result =
    startedBefore === undefined
      ? await startOne(request, deps)
      : { kind: 'started' as const, jobId: startedBefore };
  if (result.kind !== 'started') return result;
  const untracked = await track(request, result.jobId, deps);
  return { kind: 'running', job: { archiveId, jobId: result.jobId, untracked } };
};

/** Returns why the job is not tracked, instead of losing its id with an error. */
const track = async (
  request: JobRequest,
  jobId: string,
  { ports, journal }: StartDeps,
): Promise<string | undefined> => {
  try {
    const result = await ports.registry.registerJob({ vault: request.vaultArn, jobId });
    if (result.kind === 'refused') return result.message;
    journal.note({ archiveId: nameOf(request), state: 'tracked', at: ports.clock.now(), jobId });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
