import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { readItems } from '../../../lambdas/adapters/dynamo/items/read-items.ts';
import type { Instant } from '../../../lambdas/core/instant.ts';
import { STATUSES } from '../../../lambdas/core/job/status.ts';
import type { OnDamaged } from '../../../lambdas/core/rows.ts';

const text = z.optional(z.string());

const ArchiveJob = z.object({
  jobId: z.string(),
  archiveId: z.string(),
  status: z.enum(STATUSES),
  tier: text,
  retrievalByteRange: text,
  archiveSizeInBytes: z.optional(z.number()),
});

/** A job of an archive that is pending, or of which the output can still be fetched. */
export type ArchiveJob = z.infer<typeof ArchiveJob>;

/** Reads a vault's jobs of archives that are pending or can be fetched at an instant, page by page. */
export type ReadArchiveJobs = (
  vaultArn: string,
  now: Instant,
) => AsyncGenerator<readonly ArchiveJob[]>;

/** Creates the reader; one pass over what the Jobs table has of the vault, however many archives are looked for. */
export const createDynamoArchiveJobs = (
  client: DynamoDBClient,
  tableName: string,
  onDamaged?: OnDamaged,
): ReadArchiveJobs =>
  async function* (vaultArn, now) {
    const pages = paginateQuery(
      { client },
      {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'vaultArn = :vault',
        FilterExpression: '#action = :retrieval AND (#status = :pending OR outputExpiresAt > :now)',
        ProjectionExpression:
          'jobId, archiveId, #status, tier, retrievalByteRange, archiveSizeInBytes',
        ExpressionAttributeNames: { '#action': 'action', '#status': 'status' },
        ExpressionAttributeValues: marshall({
          ':vault': vaultArn,
          ':retrieval': 'ArchiveRetrieval',
          ':pending': 'InProgress',
          ':now': now,
        }),
      },
    );
    for await (const { Items } of pages) {
      yield readItems(Items, { schema: ArchiveJob, table: 'Jobs', onDamaged });
    }
  };
