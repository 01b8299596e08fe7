import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
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
  jobs: Iterable<IndexedJob>,
  onLoaded: (count: number) => void,
): Promise<void> => {
  const waiting = jobs[Symbol.iterator]();
  let loaded = 0;
  const takeBatch = (): WriteRequest[] => {
    const batch: WriteRequest[] = [];
    while (batch.length < BATCH) {
      const { value, done } = waiting.next();
      if (done === true) break;
      batch.push({ PutRequest: { Item: toItem(value) } });
    }
    return batch;
  };
  const work = async () => {
    for (let batch = takeBatch(); batch.length > 0; batch = takeBatch()) {
      await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: batch } }));
      loaded += batch.length;
      if (loaded % 100_000 === 0) onLoaded(loaded);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};
