import type { Registered } from '../../registry/register-job.ts';
import { checkTarget } from '../../registry/target.ts';
import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { printable } from '../framework/output/printable.ts';
import { reportEach } from '../framework/output/report-each.ts';
import { createJobPorts } from './job-ports.ts';

/** The options of `jobs track`. */
export interface TrackRequest {
  readonly vault: string;
  readonly jobs: readonly string[];
}

/** Registers jobs that were started elsewhere; registers none if any id is malformed. */
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
      return `Tracking ${result.key.jobId}; its status is ${result.status}.`;
    case 'already-tracked':
      return `${result.key.jobId} was already tracked; its status is ${result.status}.`;
    case 'refused':
      return printable(result.message);
  }
};
