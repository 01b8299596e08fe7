import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import { outcomeOf } from '../../lambdas/core/glacier/call-error.ts';
import type { Collected } from '../../registry/collect-job.ts';
import { checkTarget } from '../../registry/target.ts';
import type { Context } from '../framework/context.ts';
import { CliError } from '../framework/errors/cli-error.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { explainError } from '../framework/errors/explain-error.ts';
import { printable } from '../framework/output/printable.ts';
import { reportEach } from '../framework/output/report-each.ts';
import { findJob, toVaultArn } from './find-job.ts';
import { createJobPorts } from './job-ports.ts';

/** The options of `jobs collect`. */
export interface CollectRequest {
  readonly vault: string;
  readonly jobs: readonly string[];
  readonly force: boolean;
}

/** A full Glacier id has 92 characters: it needs no search, and the job may be untracked. */
const ID_LENGTH = 92;

/** Marks jobs as collected; all are found before the first is changed. */
export const collectJobs = async (
  { output, connect }: Context,
  { vault, jobs, force }: CollectRequest,
): Promise<ExitCode> => {
  for (const jobId of jobs) checkTarget({ vault, jobId });
  const service = await connect();
  const ports = createJobPorts(service, output);
  const find = async (job: string): Promise<JobKey> =>
    job.length < ID_LENGTH
      ? findJob({ vault, job }, service, ports)
      : { vaultArn: toVaultArn(vault, service), jobId: job };
  const keys = await Promise.all(jobs.map(find));
  const results = await reportEach(keys, output, {
    act: ({ vaultArn, jobId }) =>
      ports.registry.collectJob({ vault: vaultArn, jobId }, { force }).catch(adviseForce),
    describe,
  });
  return results.some(({ kind }) => kind === 'refused') ? EXIT.failure : EXIT.ok;
};

const adviseForce = (error: unknown): never => {
  if (outcomeOf(error) === undefined) throw error;
  const { message, exitCode } = explainError(error, {});
  const advice = 'If you have the output, use --force to collect the job without checking Glacier.';
  throw new CliError(`${message} ${advice}`, { exitCode, cause: error });
};

const describe = (result: Collected): string => {
  switch (result.kind) {
    case 'collected':
      return `Collected ${result.key.jobId}: expiry reminders stop.`;
    case 'already-collected':
      return `${result.key.jobId} was already collected${result.collectedAt === undefined ? '' : ` at ${result.collectedAt}`}.`;
    case 'refused':
      return printable(result.message);
  }
};
