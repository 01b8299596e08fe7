import { type DynamoDBClient, paginateQuery, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { readItems } from '../../../lambdas/adapters/dynamo/items/read-items.ts';
import type { OnDamaged } from '../../../lambdas/core/rows.ts';
import type { RecentJobs } from '../../events/recent.ts';

const Recent = z.object({ vaultArn: z.string(), jobId: z.string(), sequence: z.number() });

const Dated = z.extend(Recent, { statusSince: z.string() });

const PAGE_SIZE = 100;

/** Creates the finder of the newest jobs of a status. */
export const createDynamoRecentJobs = (
  client: DynamoDBClient,
  tableName: string,
  onDamaged?: OnDamaged,
): RecentJobs => ({
  newest: async (statusKey, limit) => {
    const { Items } = await client.send(
      new QueryCommand({ ...selection(tableName, statusKey), Limit: limit }),
    );
    return readItems(Items, { schema: Recent, table: 'Jobs', onDamaged });
  },
  pages: async function* (statusKey) {
    const pages = paginateQuery({ client, pageSize: PAGE_SIZE }, selection(tableName, statusKey));
    for await (const { Items } of pages) {
      yield readItems(Items, { schema: Dated, table: 'Jobs', onDamaged });
    }
  },
});

const selection = (tableName: string, statusKey: string) => ({
  TableName: tableName,
  IndexName: 'byStatus',
  KeyConditionExpression: 'statusKey = :key',
  ExpressionAttributeValues: marshall({ ':key': statusKey }),
  // "sequence" is no word of DynamoDB's own, but may become one.
  ProjectionExpression: 'vaultArn, jobId, statusSince, #sequence',
  ExpressionAttributeNames: { '#sequence': 'sequence' },
  ScanIndexForward: false,
});
