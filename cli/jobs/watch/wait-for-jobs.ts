import type { KnownJob, KnownJobs } from '../../../lambdas/core/polling/ports.ts';
import type { Context } from '../../framework/context.ts';
import { EXIT, type ExitCode } from '../../framework/errors/exit-code.ts';
import { GIVE_UP_AFTER_MS, retryTransient } from '../../framework/retry-transient.ts';
import { findJob } from '../find-job.ts';
import { createJobPorts } from '../job-ports.ts';
import { nameOfVault } from '../view/job-row.ts';
import { outcomeOfStatus } from './job-outcome.ts';
import { untilEnded } from './until-ended.ts';

/** The options of `jobs wait`. */
export interface WaitRequest {
  readonly vault: string;
  readonly jobs: readonly string[];
  /** The maximum time to wait, in milliseconds of real time. @default - no limit */
  readonly timeout?: number | undefined;
  /** The polling interval, in milliseconds. */
  readonly every: number;
}

/** Waits until every job has ended, or the timeout expires. */
export const waitForJobs = async (
  { output, signal, connect }: Context,
  request: WaitRequest,
): Promise<ExitCode> => {
  const service = await connect();
  const ports = createJobPorts(service, output);
  const { vault } = request;
  const keys = await Promise.all(
    request.jobs.map((job) => findJob({ vault, job }, service, ports)),
  );
  const onEnd = (job: KnownJob) => {
    if (!output.isJson) output.print(`${nameOfVault(job.vaultArn)} ${job.jobId} ${job.status}`);
  };
  const { every, timeout } = request;
  const retries = {
    output,
    signal,
    giveUpAfterMs: timeout && Math.min(timeout, GIVE_UP_AFTER_MS),
  };
  const known: KnownJobs = {
    find: (some) => retryTransient(() => ports.known.find(some), retries),
  };
  const jobs = await untilEnded(keys, { known, every, timeout, signal, onEnd });
  const exitCode = judge(jobs);
  if (output.isJson) output.json({ jobs: jobs.map(toJson), exitCode });
  else if (exitCode === EXIT.timedOut) output.note('Timed out; the jobs continue.');
  return exitCode;
};

const toJson = ({ vaultArn, jobId, status }: KnownJob) => ({
  vaultArn,
  jobId,
  status,
  outcome: outcomeOfStatus(status),
});

/** The worst outcome determines the exit code. */
const judge = (jobs: readonly KnownJob[]): ExitCode => {
  const outcomes = jobs.map(({ status }) => outcomeOfStatus(status));
  if (outcomes.includes('failed')) return EXIT.jobFailed;
  if (outcomes.includes('expired')) return EXIT.jobExpired;
  return outcomes.includes('pending') ? EXIT.timedOut : EXIT.ok;
};
