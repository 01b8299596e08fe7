import { createOperatorGlacierClient } from '../../lambdas/adapters/glacier/client.ts';
import type { Collected } from '../../registry/collect-job.ts';
import { createJobRegistry } from '../../registry/job-registry.ts';
import type { Registered } from '../../registry/register-job.ts';
import type { Sandbox } from '../sandbox.ts';
import { account, clientConfig } from '../template/account.ts';
import { ControlError } from './control-error.ts';

/** What the sandbox's user programs do with the service: register jobs, and collect their outputs. */
export interface JobTracking {
  /**
   * Registers a job right after its initiation, so that no lost notice can hide it.
   *
   * @throws ControlError when Glacier does not know the job.
   */
  register(vaultName: string, jobId: string): Promise<void>;
  /**
   * Marks a job's output as fetched, after asking Glacier.
   *
   * @throws ControlError when neither Glacier nor the Jobs table knows that the job succeeded.
   */
  collect(vaultName: string, jobId: string): Promise<void>;
}

const { id: accountId, ...place } = account;

/** Creates the sandbox's user programs, which use the registry of the npm package. */
export const createJobTracking = ({
  clients,
  outputs,
  urls,
  clock,
}: Pick<Sandbox, 'clients' | 'outputs' | 'urls' | 'clock'>): JobTracking => {
  const registry = createJobRegistry({
    jobsTableName: outputs.JobsTableName,
    place: { ...place, accountId },
    dynamo: clients.dynamodb,
    glacier: createOperatorGlacierClient({ ...clientConfig, endpoint: urls.glacier }),
    now: () => new Date(clock.now()).toISOString(),
  });
  return {
    register: async (vault, jobId) => accept(await registry.registerJob({ vault, jobId })),
    collect: async (vault, jobId) => accept(await registry.collectJob({ vault, jobId })),
  };
};

const accept = (answer: Registered | Collected): void => {
  if (answer.kind === 'refused') throw new ControlError(answer.message);
};
