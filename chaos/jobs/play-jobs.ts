import { readItem } from '../../lambdas/adapters/dynamo/items/read-item.ts';
import { createJobTracking, type JobTracking } from '../../sandbox/control/track-job.ts';
import { createRetrieval, type Retrieval } from '../../sandbox/demo/retrieval.ts';
import { vaultArn } from '../../sandbox/template/account.ts';
import { type ChaosRun, MINUTE_MS } from '../run.ts';
import type { PlannedJob } from './plan-jobs.ts';
import { retry } from './retry.ts';
import { sendTrailRecord } from './send-trail-record.ts';

/** The programs that use Glacier, and register jobs with the service. */
interface Programs {
  readonly retrieval: Retrieval;
  readonly tracking: JobTracking;
}

/** Schedules the start, registration and download of every job; `close` ends the programs. */
export const playJobs = (run: ChaosRun, jobs: readonly PlannedJob[]): Pick<Retrieval, 'close'> => {
  const { sandbox, agenda, startedAt } = run;
  const programs = { retrieval: createRetrieval(sandbox), tracking: createJobTracking(sandbox) };
  for (const job of jobs) {
    agenda.plan(startedAt + job.afterMs, () => startJob(run, programs, job));
  }
  return programs.retrieval;
};

const startJob = async (run: ChaosRun, programs: Programs, job: PlannedJob): Promise<void> => {
  const { vaultName, parameters, outcome, durationMs } = job;
  const { tracking } = programs;
  const { agenda, sandbox } = run;
  const jobId = await retry(() => programs.retrieval.initiate(vaultName, parameters));
  sandbox.glacier.fixJob(jobId, { outcome, durationMs });
  sendTrailRecord(run, { vaultName, jobId, description: parameters.Description ?? '' });
  const now = sandbox.clock.now();
  if (job.registeredAfterMs !== undefined) {
    agenda.plan(now + job.registeredAfterMs, () => register(run, tracking, { vaultName, jobId }));
  }
  if (job.collectedAfterMs !== undefined) {
    const collectAt = now + durationMs + job.collectedAfterMs;
    agenda.plan(collectAt, () => collect(run, tracking, { vaultName, jobId }));
  }
};

interface StartedJob {
  readonly vaultName: string;
  readonly jobId: string;
}

const register = async (run: ChaosRun, tracking: JobTracking, job: StartedJob): Promise<void> => {
  try {
    await tracking.register(job.vaultName, job.jobId);
  } catch {
    // Glacier does not know a young job, or refuses to say: a program tries again.
    if (!run.phase.isFaulty) return;
    const later = run.sandbox.clock.now() + 5 * MINUTE_MS;
    run.agenda.plan(later, () => register(run, tracking, job));
  }
};

const collect = async (
  { evidence, sandbox: { clients, outputs } }: ChaosRun,
  tracking: JobTracking,
  { vaultName, jobId }: StartedJob,
): Promise<void> => {
  // The service would refuse a job that it does not know, so the collection is skipped.
  const key = { vaultArn: vaultArn(vaultName), jobId };
  if ((await readItem(clients.dynamodb, outputs.JobsTableName, key)) === undefined) return;
  await retry(() => tracking.collect(vaultName, jobId));
  evidence.collected.add(jobId);
};
