import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { readItems } from '../../../lambdas/adapters/dynamo/items/read-items.ts';
import type { OnDamaged } from '../../../lambdas/core/rows.ts';
import type { RecentJobs } from '../../events/recent.ts';

const Recent = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  statusSince: z.string(),
  sequence: z.number(),
});

/** Creates the finder of the newest jobs of a status. */
export const createDynamoRecentJobs = (
  client: DynamoDBClient,
  tableName: string,
  onDamaged?: OnDamaged,
): RecentJobs => ({
  pages: async function* (statusKey, pageSize) {
    const pages = paginateQuery(
      { client, pageSize },
      {
        TableName: tableName,
        IndexName: 'byStatus',
        KeyConditionExpression: 'statusKey = :key',
        ExpressionAttributeValues: marshall({ ':key': statusKey }),
        // "sequence" is no word of DynamoDB's own, but may become one.
        ProjectionExpression: 'vaultArn, jobId, statusSince, #sequence',
        ExpressionAttributeNames: { '#sequence': 'sequence' },
        ScanIndexForward: false,
      },
    );
    for await (const { Items } of pages) {
      yield readItems(Items, { schema: Recent, table: 'Jobs', onDamaged });
    }
  },
});
