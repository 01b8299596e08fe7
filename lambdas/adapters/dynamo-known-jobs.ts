import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { JobKey } from '../core/evidence.ts';
import type { KnownJob, KnownJobs } from '../core/poll-ports.ts';
import { readRow } from '../core/read-row.ts';
import { STATUSES } from '../core/status.ts';

const KnownItem = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  status: z.enum(STATUSES),
  statusCode: z.optional(z.string()),
  vaultMissingSince: z.optional(z.string()),
});

type Keys = ReturnType<typeof toKey>[];

const toKey = ({ vaultArn, jobId }: JobKey) => marshall({ vaultArn, jobId });

/** How jobs are read. */
interface KnownJobsOptions {
  /**
   * Whether what is read is what was written last, at twice the price; a job that is missing then is
   * not recorded.
   *
   * @default false
   */
  readonly isConsistent?: boolean;
}

/**
 * Creates the reader of many jobs of the Jobs table, without strong consistency unless it is asked for.
 *
 * Half a read unit a job that Glacier lists, and nothing for the history of a vault, which may be a
 * thousand times as long: that is why it is no query of the vault's partition.
 */
export const createDynamoKnownJobs = (
  client: DynamoDBClient,
  tableName: string,
  { isConsistent = false }: KnownJobsOptions = {},
): KnownJobs => {
  const read = async (keys: Keys): Promise<KnownJob[]> => {
    const answer = await client.send(
      new BatchGetItemCommand({
        RequestItems: {
          [tableName]: {
            Keys: keys,
            ConsistentRead: isConsistent,
            ProjectionExpression: 'vaultArn, jobId, #status, statusCode, vaultMissingSince',
            ExpressionAttributeNames: { '#status': 'status' },
          },
        },
      }),
    );
    const items = answer.Responses?.[tableName] ?? [];
    const left = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
    const found = items.map((item) => readRow(KnownItem, unmarshall(item), 'Jobs'));
    if (left.length === keys.length)
      throw new Error('DynamoDB processed no key of a BatchGetItem.');
    return left.length === 0 ? found : [...found, ...(await read(left))];
  };
  return { find: (keys) => (keys.length === 0 ? Promise.resolve([]) : read(keys.map(toKey))) };
};
