import type { Collected } from '../../lambdas/core/collect-job.ts';
import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/exit-code.ts';
import { printable } from '../framework/printable.ts';
import { tellEach } from '../framework/tell-each.ts';
import { findJob } from './find-job.ts';
import { createJobPorts } from './job-ports.ts';

/** What `jobs collect` is told. */
export interface CollectRequest {
  readonly vault: string;
  readonly jobs: readonly string[];
}

/** Says of each job that its output is fetched; all are found before the first is changed. */
export const collectJobs = async (
  { output, connect }: Context,
  { vault, jobs }: CollectRequest,
): Promise<ExitCode> => {
  const service = await connect();
  const ports = createJobPorts(service, output);
  const keys = await Promise.all(jobs.map((job) => findJob({ vault, job }, service, ports)));
  const results = await tellEach(keys, output, {
    act: ({ vaultArn, jobId }) => ports.registry.collectJob({ vault: vaultArn, jobId }),
    describe,
  });
  return results.some(({ kind }) => kind === 'refused') ? EXIT.notSo : EXIT.ok;
};

const describe = (result: Collected): string => {
  switch (result.kind) {
    case 'collected':
      return `${result.key.jobId} is collected: nobody is reminded of it.`;
    case 'already-collected':
      return `${result.key.jobId} was collected before${result.collectedAt === undefined ? '' : `, at ${result.collectedAt}`}.`;
    case 'refused':
      return printable(result.message);
  }
};
