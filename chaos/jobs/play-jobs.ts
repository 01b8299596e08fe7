import { readItem } from '../../lambdas/adapters/dynamo/items/read-item.ts';
import { createJobTracking, type JobTracking } from '../../sandbox/control/track-job.ts';
import { createRetrieval, type Retrieval } from '../../sandbox/demo/retrieval.ts';
import { vaultArn } from '../../sandbox/template/account.ts';
import type { ChaosRun } from '../run.ts';
import type { PlannedJob } from '../scale.ts';
import { retry } from './retry.ts';
import { sendTrailRecord } from './send-trail-record.ts';

/** The programs that use Glacier, and register jobs with the service. */
interface Programs {
  readonly retrieval: Retrieval;
  readonly tracking: JobTracking;
}

/** What those programs have done so far. */
export interface PlayedJobs {
  close(): void;
}

const LATER_MS = 5 * 60_000;
const MOST_TRIES = 6;

/** Schedules the start, registration and download of every job. */
export const playJobs = (run: ChaosRun, jobs: readonly PlannedJob[]): PlayedJobs => {
  const { sandbox, agenda, startedAt } = run;
  const programs = {
    retrieval: createRetrieval(sandbox),
    tracking: createJobTracking(sandbox),
  };
  for (const job of jobs) {
    agenda.plan(startedAt + job.afterMs, () => startJob(run, programs, job));
  }
  return { close: programs.retrieval.close };
};

const startJob = async (run: ChaosRun, programs: Programs, job: PlannedJob): Promise<void> => {
  const { glacier, clock } = run.sandbox;
  const jobId = await retry(() => programs.retrieval.initiate(job.vaultName, job.parameters));
  const durationMs = job.durationMs === undefined ? {} : { durationMs: job.durationMs };
  glacier.fixJob(jobId, { outcome: job.outcome, ...durationMs });
  const { vaultName, parameters } = job;
  sendTrailRecord(run, { vaultName, jobId, description: parameters.Description ?? '' });
  if (job.registeredAfterMs !== undefined) {
    const registerAt = clock.now() + job.registeredAfterMs;
    run.agenda.plan(registerAt, () => register(run, programs, { ...job, jobId }));
  }
  const completesAt = glacier.ledger.jobs().find((one) => one.jobId === jobId)?.completesAt ?? 0;
  if (job.collectedAfterMs !== undefined) {
    const collectAt = completesAt + job.collectedAfterMs;
    run.agenda.plan(collectAt, () => collect(run, programs, { ...job, jobId }));
  }
};

interface StartedJob {
  readonly vaultName: string;
  readonly jobId: string;
}

const register = async (
  run: ChaosRun,
  programs: Programs,
  { vaultName, jobId }: StartedJob,
  tries = 1,
): Promise<void> => {
  try {
    await programs.tracking.register(vaultName, jobId);
  } catch {
    // Glacier does not know a young job, or refuses to say: a program tries again.
    if (tries === MOST_TRIES) return;
    const later = run.sandbox.clock.now() + LATER_MS;
    run.agenda.plan(later, () => register(run, programs, { vaultName, jobId }, tries + 1));
  }
};

const collect = async (
  run: ChaosRun,
  { tracking }: Programs,
  { vaultName, jobId }: StartedJob,
): Promise<void> => {
  // The service would refuse a job that it does not know, so the collection is skipped.
  const { clients, outputs } = run.sandbox;
  const key = { vaultArn: vaultArn(vaultName), jobId };
  if ((await readItem(clients.dynamodb, outputs.JobsTableName, key)) === undefined) return;
  await retry(() => tracking.collect(vaultName, jobId));
  run.evidence.collected.set(jobId, run.sandbox.clock.now());
};
