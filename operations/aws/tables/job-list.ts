import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { toPlainItem } from '../../../lambdas/adapters/dynamo/items/plain-item.ts';
import { readItems } from '../../../lambdas/adapters/dynamo/items/read-items.ts';
import { STATUSES } from '../../../lambdas/core/job/status.ts';
import type { OnDamaged } from '../../../lambdas/core/rows.ts';
import type { ListQuery, ReadJobList } from '../../jobs/list.ts';

const text = z.optional(z.string());

/** The attributes of a listed job. */
export const Listed = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  status: z.enum(STATUSES),
  statusKey: z.string(),
  statusSince: z.string(),
  action: text,
  tier: text,
  jobDescription: text,
  creationDate: text,
  completionDate: text,
  outputExpiresAt: text,
});

const StartKeyItem = z.record(z.string(), z.string());

/** Creates the reader of the index `byStatus` for people; one request a page. */
export const createDynamoJobList =
  (client: DynamoDBClient, tableName: string, onDamaged?: OnDamaged): ReadJobList =>
  async (query, startKey) => {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: 'byStatus',
        ...condition(query),
        ScanIndexForward: false,
        Limit: query.limit,
        ExclusiveStartKey: startKey && marshall(startKey),
      }),
    );
    return {
      jobs: readItems(Items, { schema: Listed, table: 'Jobs', onDamaged }),
      next: LastEvaluatedKey && StartKeyItem.parse(toPlainItem(LastEvaluatedKey)),
    };
  };

const condition = ({ statusKey, since, vaultArn }: ListQuery) => ({
  KeyConditionExpression: `statusKey = :key${since === undefined ? '' : ' AND statusSince >= :since'}`,
  ...(vaultArn !== undefined && { FilterExpression: 'vaultArn = :vault' }),
  ExpressionAttributeValues: marshall(
    { ':key': statusKey, ':since': since, ':vault': vaultArn },
    { removeUndefinedValues: true },
  ),
});
