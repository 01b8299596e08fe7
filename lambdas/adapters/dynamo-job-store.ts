import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { JobKey } from '../core/evidence.ts';
import { readJobItem } from '../core/job-item.ts';
import type { JobWrite } from '../core/job-write.ts';
import type { JobStore, WriteOutcome } from '../core/ports.ts';
import type { Job } from '../core/tracked-job.ts';
import { renderJobUpdate } from './job-update-expression.ts';

type Item = Parameters<typeof unmarshall>[0];

const toKey = ({ vaultArn, jobId }: JobKey) => marshall({ vaultArn, jobId });

const toJob = (item: Item | undefined): Job | undefined =>
  item === undefined ? undefined : readJobItem(unmarshall(item));

/** Creates the store of jobs in the Jobs table. */
export const createDynamoJobStore = (client: DynamoDBClient, tableName: string): JobStore => ({
  read: async (key) => {
    const command = new GetItemCommand({
      TableName: tableName,
      Key: toKey(key),
      ConsistentRead: true,
    });
    return toJob((await client.send(command)).Item);
  },
  write: (write) => writeJob(client, tableName, write),
});

const writeJob = async (
  client: DynamoDBClient,
  tableName: string,
  write: JobWrite,
): Promise<WriteOutcome> => {
  const command = new UpdateItemCommand({
    TableName: tableName,
    Key: toKey(write.key),
    ...renderJobUpdate(write),
    // The old item comes back with the failure, so that no read is needed to decide again.
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await client.send(command);
    return { kind: 'written' };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { kind: 'clash', job: toJob(error.Item) };
  }
};
