import {
  GetJobOutputCommand,
  GlacierClient,
  InitiateJobCommand,
  type JobParameters,
} from '@aws-sdk/client-glacier';
import type { Sandbox } from '../sandbox.ts';
import { clientConfig } from '../template/account.ts';

/** What a program does with Glacier: asks for something, and fetches it later. */
export interface Retrieval {
  /** Starts a job and returns its id. */
  initiate(vaultName: string, parameters: JobParameters): Promise<string>;
  /** Fetches a job's output whole. */
  fetch(vaultName: string, jobId: string): Promise<string>;
  close(): void;
}

/** Makes a program that works with the sandbox's Glacier through the SDK. */
export const createRetrieval = ({ urls }: Pick<Sandbox, 'urls'>): Retrieval => {
  const client = new GlacierClient({ ...clientConfig, endpoint: urls.glacier });
  return {
    initiate: async (vaultName, jobParameters) => {
      const { jobId } = await client.send(
        new InitiateJobCommand({ accountId: '-', vaultName, jobParameters }),
      );
      if (jobId === undefined) throw new Error(`Glacier started no job in the vault ${vaultName}`);
      return jobId;
    },
    fetch: async (vaultName, jobId) => {
      const { body } = await client.send(
        new GetJobOutputCommand({ accountId: '-', vaultName, jobId }),
      );
      return body === undefined ? '' : body.transformToString();
    },
    close: () => client.destroy(),
  };
};
