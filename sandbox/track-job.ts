import { createDynamoJobStore } from '../lambdas/adapters/dynamo-job-store.ts';
import { createGlacier } from '../lambdas/adapters/glacier-api.ts';
import { createOperatorGlacierClient } from '../lambdas/adapters/glacier-client.ts';
import { collectJob } from '../lambdas/core/collect-job.ts';
import { createRecorder } from '../lambdas/core/record.ts';
import { ControlError } from './control/control-error.ts';
import type { Sandbox } from './sandbox.ts';
import { account, clientConfig, vaultArn } from './template/account.ts';

/** What the programs around the service do with it: tell it of a job, and of an output fetched. */
export interface JobTracking {
  /** Tells the service of a job right after its initiation, so that no lost notice can hide it. */
  register(vaultName: string, jobId: string): Promise<void>;
  /**
   * Marks a job's output as fetched, after asking Glacier.
   *
   * @throws ControlError when neither Glacier nor the Jobs table knows that the job succeeded.
   */
  collect(vaultName: string, jobId: string): Promise<void>;
}

const { id: accountId, ...place } = account;
const scope = { ...place, accountId, vaults: '*' } as const;

/** The stack's own defaults; both programs only read them. */
const policy = { retentionDays: 365, expiringLeadMinutes: 240 };

/** Makes the programs of the sandbox's users, which write by the same rules as the functions. */
export const createJobTracking = ({
  clients,
  outputs,
  urls,
  clock,
}: Pick<Sandbox, 'clients' | 'outputs' | 'urls' | 'clock'>): JobTracking => {
  const jobs = createDynamoJobStore(clients.dynamodb, outputs.JobsTableName);
  const record = createRecorder(jobs, policy);
  const glacier = createGlacier(
    createOperatorGlacierClient({ ...clientConfig, endpoint: urls.glacier }),
  );
  const now = () => new Date(clock.now()).toISOString();
  return {
    register: async (vaultName, jobId) => {
      const observedAt = now();
      const key = { vaultArn: vaultArn(vaultName), jobId };
      const answer = await glacier.describeJob(key, observedAt);
      if (answer.kind !== 'seen') throw new Error(`The job cannot be tracked: ${answer.kind}`);
      await record({ ...answer.evidence, source: 'registration' }, observedAt);
    },
    collect: async (vault, jobId) => {
      const collected = await collectJob({ glacier, record, jobs, scope, now }, { vault, jobId });
      if (collected.kind === 'refused') throw new ControlError(collected.message);
    },
  };
};
