import { DescribeJobCommand, GlacierClient } from '@aws-sdk/client-glacier';
import { createDynamoJobStore } from '../lambdas/adapters/dynamo-job-store.ts';
import type { JobKey } from '../lambdas/core/evidence.ts';
import { createRecorder } from '../lambdas/core/record.ts';
import { readSeenJob } from '../lambdas/core/seen-evidence.ts';
import type { Sandbox } from './sandbox.ts';
import { account } from './template/account.ts';

/** What the programs around the service do with it: tell it of a job, and of an output fetched. */
export interface JobTracking {
  /** Tells the service of a job right after its initiation, so that no lost notice can hide it. */
  register(vaultName: string, jobId: string): Promise<void>;
  /** Tells the service that a job's output has been fetched. */
  collect(vaultName: string, jobId: string): Promise<void>;
}

/** The stack's own defaults; both programs only read them. */
const policy = { retentionDays: 365, expiringLeadMinutes: 240 };

/** Makes the programs of the sandbox's users, which write by the same rules as the functions. */
export const createJobTracking = ({
  clients,
  outputs,
  urls,
  clock,
}: Pick<Sandbox, 'clients' | 'outputs' | 'urls' | 'clock'>): JobTracking => {
  const record = createRecorder(
    createDynamoJobStore(clients.dynamodb, outputs.JobsTableName),
    policy,
  );
  const now = () => new Date(clock.now()).toISOString();
  return {
    register: async (vaultName, jobId) => {
      const observedAt = now();
      const described = await describe(urls.glacier, vaultName, jobId);
      const reading = readSeenJob(described, 'registration', observedAt);
      if (reading.kind === 'refused')
        throw new Error(`The job cannot be tracked: ${reading.reason}`);
      await record(reading.evidence, observedAt);
    },
    collect: async (vaultName, jobId) => {
      const observedAt = now();
      const key = jobKey(vaultName, jobId);
      await record({ kind: 'collected', source: 'collection', key, observedAt }, observedAt);
    },
  };
};

const describe = async (endpoint: string, vaultName: string, jobId: string): Promise<unknown> => {
  const client = new GlacierClient({
    endpoint,
    region: account.region,
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
  });
  const described = await client.send(new DescribeJobCommand({ accountId: '-', vaultName, jobId }));
  client.destroy();
  return described;
};

const jobKey = (vaultName: string, jobId: string): JobKey => {
  const { partition, region, id } = account;
  return { vaultArn: `arn:${partition}:glacier:${region}:${id}:vaults/${vaultName}`, jobId };
};
