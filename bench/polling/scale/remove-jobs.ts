import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { JobKey } from '../../../lambdas/core/evidence.ts';

const BATCH = 25;

/** Removes jobs from the table. */
export const removeJobs = async (
  client: DynamoDBClient,
  table: string,
  jobs: readonly JobKey[],
): Promise<void> => {
  for (let at = 0; at < jobs.length; at += BATCH) {
    const batch = jobs.slice(at, at + BATCH).map(({ vaultArn, jobId }) => ({
      DeleteRequest: { Key: marshall({ vaultArn, jobId }) },
    }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: batch } }));
  }
};
