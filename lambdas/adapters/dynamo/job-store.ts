import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { readJobItem } from '../../core/job/item.ts';
import type { JobStore, JobWrite, WriteOutcome } from '../../core/job/store.ts';
import { ifConditionFails } from './items/condition-met.ts';
import { toPlainItem } from './items/plain-item.ts';
import { readItem } from './items/read-item.ts';
import { renderJob } from './render-job.ts';

/** Creates the store of jobs in the Jobs table. */
export const createDynamoJobStore = (client: DynamoDBClient, tableName: string): JobStore => ({
  read: async ({ vaultArn, jobId }) => {
    const item = await readItem(client, tableName, { vaultArn, jobId });
    return item && readJobItem(item);
  },
  write: (write) => writeJob(client, tableName, write),
});

const writeJob = (
  client: DynamoDBClient,
  tableName: string,
  write: JobWrite,
): Promise<WriteOutcome> => {
  const { vaultArn, jobId } = write.key;
  const command = new UpdateItemCommand({
    TableName: tableName,
    Key: marshall({ vaultArn, jobId }),
    ...renderJob(write),
    // The old item comes back with the failure, so that no read is needed to decide again.
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  return client.send(command).then(
    (): WriteOutcome => ({ kind: 'written' }),
    ifConditionFails(({ Item }) => ({
      kind: 'clash',
      job: Item && readJobItem(toPlainItem(Item)),
    })),
  );
};
