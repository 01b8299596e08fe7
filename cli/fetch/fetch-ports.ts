import { createOperatorGlacierClient } from '../../lambdas/adapters/glacier/client.ts';
import { createGlacier } from '../../lambdas/adapters/glacier/describe-job.ts';
import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import {
  createJobOutputReader,
  type ReadJobOutput,
} from '../../operations/aws/fetch/job-output.ts';
import { type FetchedJob, readOutput } from '../../operations/fetch/output.ts';
import type { Service } from '../deployment/service.ts';
import type { Output } from '../framework/output/output.ts';
import { createJobPorts, type JobPorts } from '../jobs/job-ports.ts';

/** What fetching works with. */
export interface FetchPorts extends JobPorts {
  readonly readJobOutput: ReadJobOutput;
  /** Reads jobs; Glacier is asked for what the Jobs table lacks. A job that neither knows is left out. */
  readonly readJobs: (keys: readonly JobKey[]) => Promise<readonly FetchedJob[]>;
  /** Whether the Jobs table had the job and its success: then it is collected without asking Glacier. */
  readonly isTracked: (key: JobKey) => boolean;
}

/** Creates the ports to fetch outputs of a service's jobs. */
export const createFetchPorts = (service: Service, output: Pick<Output, 'note'>): FetchPorts => {
  const { clock } = service;
  const config = service.clientConfig('glacier');
  const ports = createJobPorts(service, output);
  const glacier = createGlacier(createOperatorGlacierClient(config));
  const describe = async (key: JobKey): Promise<readonly FetchedJob[]> => {
    const answer = await glacier.describeJob(key, clock.now());
    if (answer.kind !== 'seen') return [];
    const { statusCode, details } = answer.evidence;
    return [{ ...key, ...details, status: statusCode }];
  };
  const tracked = new Set<string>();
  return {
    ...ports,
    readJobOutput: createJobOutputReader(config),
    readJobs: async (keys) => {
      const rows = new Map((await ports.readRows(keys)).map((row) => [row.jobId, row]));
      const found: FetchedJob[] = [];
      for (const key of keys) {
        const row = rows.get(key.jobId);
        if (row !== undefined) tracked.add(key.jobId);
        if (row !== undefined && readOutput(row).kind !== 'undescribed') found.push(row);
        else found.push(...(await describe(key)));
      }
      return found;
    },
    isTracked: ({ jobId }) => tracked.has(jobId),
  };
};
