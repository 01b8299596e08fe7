import { DescribeJobCommand, type GlacierClient } from '@aws-sdk/client-glacier';
import { InvalidInputError } from '../../core/errors.ts';
import type { JobKey } from '../../core/evidence/evidence.ts';
import { readSeenJob } from '../../core/evidence/seen-evidence.ts';
import type { DescribeAnswer, Glacier } from '../../core/glacier/ports.ts';
import { JobId } from '../../core/vault/vault.ts';
import { callGlacier } from './call.ts';
import { readNotFound, requireVault } from './vault.ts';

/**
 * Creates the client of Glacier's jobs.
 *
 * No id or name reaches the SDK unchecked: an empty job id would silently turn DescribeJob into
 * ListJobs.
 */
export const createGlacier = (client: GlacierClient): Glacier => ({
  describeJob: async (key, observedAt) => {
    const { accountId, vaultName } = requireVault(key.vaultArn);
    const jobId = requireJobId(key);
    try {
      const command = new DescribeJobCommand({ accountId, vaultName, jobId });
      const answer = await callGlacier(() => client.send(command));
      return readAnswer(key, answer, observedAt);
    } catch (error) {
      return readRefusal(error);
    }
  },
});

const requireJobId = ({ jobId }: JobKey): string => {
  if (JobId.safeParse(jobId).success) return jobId;
  throw new InvalidInputError(`jobId ${JSON.stringify(jobId)} is not a Glacier job id.`);
};

const readAnswer = (key: JobKey, answer: unknown, observedAt: string): DescribeAnswer => {
  const reading = readSeenJob(answer, 'describe-job', observedAt);
  if (reading.kind === 'refused') return reading;
  const { evidence } = reading;
  const isOther = evidence.key.jobId !== key.jobId || evidence.key.vaultArn !== key.vaultArn;
  return isOther
    ? { kind: 'refused', reason: `the response is about the job ${evidence.key.jobId}` }
    : reading;
};

const readRefusal = (error: unknown): DescribeAnswer => {
  const missing = readNotFound(error);
  switch (missing?.what) {
    case undefined:
      throw error;
    case 'job':
      return { kind: 'job-not-found' };
    case 'vault':
      return { kind: 'vault-not-found' };
    case 'other':
      return { kind: 'refused', reason: missing?.text ?? '' };
  }
};
