import type { JobRequest } from '../../lambdas/core/initiation.ts';
import { nameOf, type StartDeps, startOne } from './start-one.ts';
import type { StartedJob, UnstartedArchive } from './start-report.ts';

/** What became of one archive. */
export type StartResult =
  | { readonly kind: 'running'; readonly job: StartedJob }
  | UnstartedArchive
  | { readonly kind: 'hopeless'; readonly message: string }
  | { readonly kind: 'interrupted' };

/** Starts a job, unless an earlier start has, and has the service follow it. */
export const startAndTrack = async (request: JobRequest, deps: StartDeps): Promise<StartResult> => {
  const archiveId = nameOf(request);
  const entry = deps.journal.known.get(archiveId);
  const startedBefore = entry?.state === 'started' ? entry.jobId : undefined;
  const result =
    startedBefore === undefined
      ? await startOne(request, deps)
      : { kind: 'started' as const, jobId: startedBefore };
  switch (result.kind) {
    case 'started': {
      const untracked = await track(request, result.jobId, deps);
      return { kind: 'running', job: { archiveId, jobId: result.jobId, untracked } };
    }
    case 'hopeless':
    case 'interrupted':
      return result;
    case 'busy':
    case 'refused':
    case 'unsure':
      return { ...result, archiveId };
  }
};

/** Says why the job is not tracked; its id must not be lost for that. */
const track = async (
  { vaultArn, ...request }: JobRequest,
  jobId: string,
  { ports, journal }: StartDeps,
): Promise<string | undefined> => {
  try {
    const result = await ports.registry.registerJob({ vault: vaultArn, jobId });
    if (result.kind === 'refused') return result.message;
    const archiveId = nameOf({ vaultArn, ...request });
    journal.note({ archiveId, state: 'tracked', at: ports.clock.now(), jobId });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
