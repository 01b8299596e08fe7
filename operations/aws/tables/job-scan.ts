import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type DynamoItem, toPlainItem } from '../../../lambdas/adapters/dynamo/items/plain-item.ts';
import { DamagedItemError } from '../../../lambdas/core/errors.ts';
import { readJobItem } from '../../../lambdas/core/job/item.ts';
import type { Job } from '../../../lambdas/core/job/job.ts';
import type { JobPage, JobScanner } from '../../replay/events.ts';

/** Creates the reader of the whole Jobs table, a page of at most 1 MB at a time. */
export const createDynamoJobScanner = (client: DynamoDBClient, tableName: string): JobScanner => ({
  pages: async function* (firstSeenBefore) {
    const pages = paginateScan(
      { client },
      {
        TableName: tableName,
        // A job that was first seen later has no transition before.
        FilterExpression: 'attribute_not_exists(firstSeenAt) OR firstSeenAt < :before',
        ExpressionAttributeValues: marshall({ ':before': firstSeenBefore }),
      },
    );
    for await (const { Items = [] } of pages) yield readPage(Items);
  },
});

const readPage = (items: DynamoItem[]): JobPage => {
  const read = items.map((item) => readOrSkip(item));
  const jobs = read.filter((job) => job !== undefined);
  return { jobs, damaged: read.length - jobs.length };
};

const readOrSkip = (item: DynamoItem): Job | undefined => {
  try {
    return readJobItem(toPlainItem(item));
  } catch (error) {
    if (!(error instanceof DamagedItemError)) throw error;
    return undefined;
  }
};
