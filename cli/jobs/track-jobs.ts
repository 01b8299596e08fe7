import type { Registered } from '../../lambdas/core/register-job.ts';
import { checkTarget } from '../../lambdas/core/register-target.ts';
import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/exit-code.ts';
import { printable } from '../framework/printable.ts';
import { reportEach } from '../framework/report-each.ts';
import { createJobPorts } from './job-ports.ts';

/** What `jobs track` is told. */
export interface TrackRequest {
  readonly vault: string;
  readonly jobs: readonly string[];
}

/** Tells the service of jobs that were started elsewhere, of none when an id cannot be one. */
export const trackJobs = async (
  { output, connect }: Context,
  { vault, jobs }: TrackRequest,
): Promise<ExitCode> => {
  for (const jobId of jobs) checkTarget({ vault, jobId });
  const { registry } = createJobPorts(await connect(), output);
  const results = await reportEach(jobs, output, {
    act: (jobId) => registry.registerJob({ vault, jobId }),
    describe,
  });
  return results.some(({ kind }) => kind === 'refused') ? EXIT.failure : EXIT.ok;
};

const describe = (result: Registered): string => {
  switch (result.kind) {
    case 'registered':
      return `${result.key.jobId} is tracked from now on; it is ${result.status}.`;
    case 'already-tracked':
      return `${result.key.jobId} was tracked before; it is ${result.status}.`;
    case 'refused':
      return printable(result.message);
  }
};
