import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { IndexedJob } from '../../../lambdas/core/polling/ports.ts';

const BATCH = 25;
const AT_ONCE = 8;

const toItem = (job: IndexedJob) =>
  marshall({
    ...job,
    statusKey: 'InProgress#Standard',
    status: 'InProgress',
    sequence: 1,
    revision: 1,
    tier: 'Standard',
    action: 'ArchiveRetrieval',
    jobDescription: 'restore of a photo album, part of a larger batch',
    creationDate: job.statusSince,
    firstSeenAt: job.statusSince,
    lastChange: 'transition',
    transitions: [{ status: 'InProgress', at: job.statusSince, source: 'registration' }],
  });

/** Puts pending jobs into the table, and reports their number from time to time. */
export const loadJobs = async (
  client: DynamoDBClient,
  table: string,
  jobs: readonly IndexedJob[],
  onLoaded: (count: number) => void,
): Promise<void> => {
  const put = async (batch: readonly IndexedJob[]) => {
    const requests = batch.map((job) => ({ PutRequest: { Item: toItem(job) } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  };
  for (let from = 0; from < jobs.length; from += BATCH * AT_ONCE) {
    const starts = Array.from({ length: AT_ONCE }, (_, index) => from + index * BATCH);
    const batches = starts.map((start) => jobs.slice(start, start + BATCH));
    await Promise.all(batches.filter(({ length }) => length > 0).map(put));
    const loaded = from + BATCH * AT_ONCE;
    if (loaded % 100_000 === 0) onLoaded(loaded);
  }
};
