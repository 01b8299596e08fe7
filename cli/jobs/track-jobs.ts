import { readGroupTag } from '../../lambdas/core/group/tag.ts';
import type { Registered } from '../../registry/register-job.ts';
import type { Service } from '../deployment/service.ts';
import type { Context } from '../framework/context.ts';
import { CliError, usageError } from '../framework/errors/cli-error.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { printable } from '../framework/output/printable.ts';
import { reportEach } from '../framework/output/report-each.ts';
import { toVaultArn } from './find-job.ts';
import { createJobPorts } from './job-ports.ts';
import { listGlacierJobs } from './list-glacier-jobs.ts';
import { readSelection, type SelectionRequest } from './selection/read-selection.ts';

/** Registers jobs that were started elsewhere; registers none if any id is malformed. */
export const trackJobs = async (context: Context, request: SelectionRequest): Promise<ExitCode> => {
  const selection = await readSelection(request);
  const { vault } = selection;
  if (vault === undefined) {
    throw usageError('--group requires the vault before it, in which Glacier lists the jobs.');
  }
  const service = await context.connect();
  const { registry } = createJobPorts(service, context.output);
  const jobs =
    selection.kind === 'ids' ? selection.ids : await listTagged(selection.group, vault, service);
  const results = await reportEach(jobs, context, {
    act: (jobId) => registry.registerJob({ vault, jobId }),
    describe,
  });
  return results.some(({ kind }) => kind === 'refused') ? EXIT.failure : EXIT.ok;
};

/** Glacier's own list: it has the jobs of a group that no record here names yet. */
const listTagged = async (
  group: string,
  vault: string,
  service: Service,
): Promise<readonly string[]> => {
  const jobs = await listGlacierJobs(service, toVaultArn(vault, service));
  const ids = jobs
    .filter(({ details }) => readGroupTag(details.jobDescription) === group)
    .map(({ key }) => key.jobId);
  if (ids.length > 0) return ids;
  throw new CliError(
    `Glacier lists no job of the vault ${vault} whose description ends with [group:${group}].`,
  );
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
