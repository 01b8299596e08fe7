import {
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { IndexPage, IndexRange, JobIndex } from '../../core/polling/ports.ts';
import { toPlainItem } from './items/plain-item.ts';
import { readItems } from './items/read-items.ts';

const INDEX_NAME = 'byStatus';
const IndexItem = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  statusSince: z.string(),
  // These are no keys, so they may be damaged: that must not fail the whole page. `z.catch` would add 8 kB.
  creationDate: z.optional(z.unknown()),
  vaultMissingSince: z.optional(z.unknown()),
});
const IndexKey = z.record(z.string(), z.string());

/** Creates the reader of the Jobs table's index `byStatus`. */
export const createDynamoJobIndex = (client: DynamoDBClient, tableName: string): JobIndex => {
  const read = (items: Parameters<typeof readItems>[0]) =>
    readItems(items, { schema: IndexItem, table: 'Jobs' }).map((job) => ({
      ...job,
      creationDate: textOf(job.creationDate),
      vaultMissingSince: textOf(job.vaultMissingSince),
    }));
  const query = (input: Partial<QueryCommandInput>) =>
    client.send(new QueryCommand({ TableName: tableName, IndexName: INDEX_NAME, ...input }));
  const edge = async (statusKey: string, isOldest: boolean) => {
    const { Items } = await query({
      ...allOf(statusKey),
      ProjectionExpression: PROJECTION,
      ScanIndexForward: isOldest,
      Limit: 1,
    });
    return read(Items)[0]?.statusSince;
  };
  return {
    span: async (statusKey) => {
      const oldest = await edge(statusKey, true);
      const newest = oldest === undefined ? undefined : await edge(statusKey, false);
      return oldest === undefined || newest === undefined ? undefined : { oldest, newest };
    },
    page: async (range, startKey): Promise<IndexPage> => {
      const { Items, LastEvaluatedKey } = await query({
        ...within(range),
        ...(range.statusKey === 'Succeeded' && EXPIRING_ALONE),
        ProjectionExpression: PROJECTION,
        ExclusiveStartKey: startKey && marshall(startKey),
      });
      // BETWEEN includes both ends, but the windows of two ticks must not overlap.
      const jobs = read(Items).filter(({ statusSince }) => statusSince !== range.after);
      return { jobs, next: LastEvaluatedKey && IndexKey.parse(toPlainItem(LastEvaluatedKey)) };
    },
  };
};

const PROJECTION = 'vaultArn, jobId, statusSince, creationDate, vaultMissingSince';

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

// The output of a Select job does not expire: there is nothing to remind of, and nothing to poll.
const EXPIRING_ALONE = { FilterExpression: 'attribute_exists(outputExpiresAt)' };

const allOf = (statusKey: string): Partial<QueryCommandInput> => ({
  KeyConditionExpression: 'statusKey = :key',
  ExpressionAttributeValues: marshall({ ':key': statusKey }),
});

const within = ({ statusKey, after, upTo }: IndexRange): Partial<QueryCommandInput> => ({
  KeyConditionExpression: `statusKey = :key AND statusSince ${
    after === undefined ? '<= :upTo' : 'BETWEEN :after AND :upTo'
  }`,
  ExpressionAttributeValues: marshall(
    { ':key': statusKey, ':upTo': upTo, ':after': after },
    { removeUndefinedValues: true },
  ),
});
