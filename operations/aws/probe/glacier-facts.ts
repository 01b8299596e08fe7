import {
  DescribeJobCommand,
  GetVaultNotificationsCommand,
  type GlacierClient,
  ListJobsCommand,
} from '@aws-sdk/client-glacier';
import { requireVault } from '../../../lambdas/adapters/glacier/vault.ts';
import type { ProbeEnd } from '../../probe/observations.ts';

/** What a probe asks Glacier, besides starting its job. */
export interface GlacierFacts {
  /** Returns the end of a job, or `undefined` while it is in progress. */
  readonly readEnd: (jobId: string) => Promise<ProbeEnd | undefined>;
  /** Returns the creation dates of the first page of ListJobs. */
  readonly listDates: () => Promise<readonly string[]>;
  /** Returns the texts of the 404 responses for an unknown job and for an unknown vault. */
  readonly notFoundTexts: () => Promise<{ readonly job: string; readonly vault: string }>;
  /** Says whether the vault announces inventories to a topic. */
  readonly isNotified: (topicArn: string) => Promise<boolean>;
}

/** As long as Glacier's own, so that it is well-formed and unknown. */
const UNKNOWN_JOB = 'unknown'.padEnd(92, 'x');
const UNKNOWN_VAULT = 'glacier-jobs-probe-unknown-vault';

/** Creates the questions about a vault; each throws as the SDK does. */
export const createGlacierFacts = (client: GlacierClient, vaultArn: string): GlacierFacts => {
  const { accountId, vaultName } = requireVault(vaultArn);
  const describe = (jobId: string, vault = vaultName) =>
    client.send(new DescribeJobCommand({ accountId, vaultName: vault, jobId }));
  return {
    readEnd: async (jobId) => {
      const { Completed, StatusCode, CreationDate, CompletionDate } = await describe(jobId);
      if (!Completed) return undefined;
      return {
        status: StatusCode ?? '',
        creationDate: CreationDate ?? '',
        completionDate: CompletionDate ?? undefined,
      };
    },
    listDates: async () => {
      const { JobList = [] } = await client.send(new ListJobsCommand({ accountId, vaultName }));
      return JobList.map(({ CreationDate = '' }) => CreationDate);
    },
    notFoundTexts: async () => ({
      job: await textOf(describe(UNKNOWN_JOB)),
      vault: await textOf(describe(UNKNOWN_JOB, UNKNOWN_VAULT)),
    }),
    isNotified: async (topicArn) => {
      const command = new GetVaultNotificationsCommand({ accountId, vaultName });
      // A vault without a configuration is answered by a 404.
      const answer = await client.send(command).catch((error: unknown) => {
        if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
        throw error;
      });
      const { SNSTopic, Events = [] } = answer?.vaultNotificationConfig ?? {};
      return SNSTopic === topicArn && Events.includes('InventoryRetrievalCompleted');
    },
  };
};

const textOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'no error: Glacier answered',
    (error: unknown) =>
      error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  );
