import type { KnownJob, KnownJobs } from '../../../lambdas/core/polling/ports.ts';
import { abortAfter, unlessOver } from '../../framework/abort-after.ts';
import type { Context } from '../../framework/context.ts';
import { EXIT, type ExitCode } from '../../framework/errors/exit-code.ts';
import { retryTransient } from '../../framework/retry-transient.ts';
import { createJobPorts } from '../job-ports.ts';
import { findSelected } from '../selection/find-selected.ts';
import { readSelection, type SelectionRequest } from '../selection/read-selection.ts';
import { nameOfVault } from '../view/job-row.ts';
import { outcomeOfStatus } from './job-outcome.ts';
import { untilEnded } from './until-ended.ts';

/** The options of `jobs wait`. */
export interface WaitRequest extends SelectionRequest {
  /** The maximum time to wait, in milliseconds of real time. @default - no limit */
  readonly timeout?: number | undefined;
  /** The polling interval, in milliseconds. @default - 15 s, longer while more than 1,000 jobs are pending */
  readonly every?: number | undefined;
}

/** Waits until every job has ended, or the timeout expires. */
export const waitForJobs = async (
  { output, connect }: Context,
  { timeout, every, ...request }: WaitRequest,
): Promise<ExitCode> => {
  const selection = await readSelection(request);
  const service = await connect();
  const over = abortAfter(timeout);
  const ports = createJobPorts(service, output, over);
  const onEnd = (job: KnownJob) => {
    if (!output.isJson) output.print(`${nameOfVault(job.vaultArn)} ${job.jobId} ${job.status}`);
  };
  const known: KnownJobs = {
    find: (some) => retryTransient(() => ports.known.find(some), { output, signal: over }),
  };
  const waiting = async () => {
    const keys = await findSelected(selection, service, ports);
    return untilEnded(keys, { known, every, over, onEnd });
  };
  const waited = await unlessOver(waiting(), over);
  const { jobs, isOver } = waited ?? { jobs: [], isOver: true };
  const exitCode = judge(jobs, isOver);
  if (output.isJson) output.json({ jobs: jobs.map(toJson), exitCode });
  else if (isOver) output.note('Timed out; the jobs continue.');
  return exitCode;
};

const toJson = ({ vaultArn, jobId, status }: KnownJob) => ({
  vaultArn,
  jobId,
  status,
  outcome: outcomeOfStatus(status),
});

/** The worst outcome determines the exit code. */
const judge = (jobs: readonly KnownJob[], isOver: boolean): ExitCode => {
  const outcomes = jobs.map(({ status }) => outcomeOfStatus(status));
  if (outcomes.includes('failed')) return EXIT.jobFailed;
  if (outcomes.includes('expired')) return EXIT.jobExpired;
  return isOver ? EXIT.timedOut : EXIT.ok;
};
