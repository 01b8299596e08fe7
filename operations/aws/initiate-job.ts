import { GlacierClient, InitiateJobCommand, type JobParameters } from '@aws-sdk/client-glacier';
import type { ClientConfig } from '../../lambdas/adapters/client-config.ts';
import { requireVault } from '../../lambdas/adapters/glacier/vault.ts';
import type { Initiated, InitiateJob, JobRequest } from '../../operations/jobs/initiation.ts';
import { readInitiationFailure } from './initiation-failure.ts';

/** Creates what starts jobs; its client never repeats a request, and waits so long for a silent Glacier. */
export const createGlacierInitiation = (config: ClientConfig, silenceMs = 30_000): InitiateJob => {
  const client = new GlacierClient({
    ...config,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: 5000,
      requestTimeout: silenceMs,
      socketTimeout: silenceMs,
      throwOnRequestTimeout: true,
    },
  });
  return async (request) => {
    const { accountId, vaultName } = requireVault(request.vaultArn);
    const jobParameters = toParameters(request);
    try {
      const answer = await client.send(
        new InitiateJobCommand({ accountId, vaultName, jobParameters }),
      );
      return readJobId(answer.jobId);
    } catch (error) {
      return readInitiationFailure(error);
    }
  };
};

const readJobId = (jobId: string | undefined): Initiated =>
  jobId
    ? { kind: 'started', jobId }
    : { kind: 'unsure', message: 'Glacier responded without a job id' };

const toParameters = (request: JobRequest): JobParameters => {
  const { archiveId, tier, description, byteRange, snsTopic, format, startDate, endDate } = request;
  const common = { Description: description, SNSTopic: snsTopic };
  if (archiveId !== undefined) {
    const what = { ArchiveId: archiveId, Tier: tier, RetrievalByteRange: byteRange };
    return { Type: 'archive-retrieval', ...common, ...what };
  }
  const dates = { StartDate: startDate, EndDate: endDate };
  return {
    Type: 'inventory-retrieval',
    ...common,
    Format: format,
    ...((startDate ?? endDate) !== undefined && { InventoryRetrievalParameters: dates }),
  };
};
