import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { toPlainItem } from '../../../lambdas/adapters/dynamo/items/plain-item.ts';
import type { JobKey } from '../../../lambdas/core/evidence/evidence.ts';

const KeyItem = z.object({ vaultArn: z.string(), jobId: z.string() });

/** Finds the first tracked jobs of a vault whose ids begin with a text: the id itself comes first. */
export type FindJobs = (vaultArn: string, idPrefix: string) => Promise<readonly JobKey[]>;

const MOST = 5;

/** Creates the search for jobs by the beginning of their id; one query of at most five keys. */
export const createDynamoJobFinder =
  (client: DynamoDBClient, tableName: string): FindJobs =>
  async (vaultArn, idPrefix) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'vaultArn = :vault AND begins_with(jobId, :prefix)',
        ExpressionAttributeValues: marshall({ ':vault': vaultArn, ':prefix': idPrefix }),
        ProjectionExpression: 'vaultArn, jobId',
        Limit: MOST,
        ConsistentRead: true,
      }),
    );
    return Items.map((item) => KeyItem.parse(toPlainItem(item)));
  };
