import { DescribeJobCommand, type GlacierClient } from '@aws-sdk/client-glacier';
import { InvalidInputError } from '../core/errors.ts';
import type { JobKey } from '../core/evidence.ts';
import type { DescribeAnswer, Glacier } from '../core/ports.ts';
import { readSeenJob } from '../core/seen-evidence.ts';
import { JobId, parseVaultArn } from '../core/vault.ts';

/**
 * Creates the client of Glacier's jobs.
 *
 * No id or name reaches the SDK unchecked: an empty job id would silently turn DescribeJob into
 * ListJobs, and a vault named `..` would reach another resource.
 */
export const createGlacier = (client: GlacierClient): Glacier => ({
  describeJob: async (key, observedAt) => {
    const { accountId, vaultName } = checkKey(key);
    const command = new DescribeJobCommand({ accountId, vaultName, jobId: key.jobId });
    try {
      return readAnswer(key, await client.send(command), observedAt);
    } catch (error) {
      return readRefusal(error);
    }
  },
});

const checkKey = ({ vaultArn, jobId }: JobKey) => {
  const vault = parseVaultArn(vaultArn);
  if (!vault)
    throw new InvalidInputError(`vaultArn ${JSON.stringify(vaultArn)} is no vault's ARN.`);
  if (!JobId.safeParse(jobId).success) {
    throw new InvalidInputError(`jobId ${JSON.stringify(jobId)} is no job id of Glacier's.`);
  }
  return vault;
};

const readAnswer = (key: JobKey, answer: unknown, observedAt: string): DescribeAnswer => {
  const reading = readSeenJob(answer, 'describe-job', observedAt);
  if (reading.kind === 'refused') return reading;
  const { evidence } = reading;
  const isOther = evidence.key.jobId !== key.jobId || evidence.key.vaultArn !== key.vaultArn;
  return isOther
    ? { kind: 'refused', reason: `the answer is about the job ${evidence.key.jobId}` }
    : reading;
};

// A missing job and a missing vault have one code; only the text tells them apart.
// https://docs.aws.amazon.com/amazonglacier/latest/dev/api-error-responses.html
const readRefusal = (error: unknown): DescribeAnswer => {
  const isNotFound = error instanceof Error && error.name === 'ResourceNotFoundException';
  if (!isNotFound) throw error;
  if (/job ID was not found/i.test(error.message)) return { kind: 'job-not-found' };
  if (/^vault not found/i.test(error.message)) return { kind: 'vault-not-found' };
  return { kind: 'refused', reason: error.message };
};
