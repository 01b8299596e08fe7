import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { JobKey } from '../../core/evidence/evidence.ts';
import { STATUSES } from '../../core/job/status.ts';
import type { KnownJob, KnownJobs } from '../../core/polling/ports.ts';
import type { OnDamaged } from '../../core/rows.ts';
import { readItems } from './items/read-items.ts';

const KnownItem = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  status: z.enum(STATUSES),
  statusCode: z.optional(z.string()),
  vaultMissingSince: z.optional(z.string()),
});

type Keys = ReturnType<typeof toKey>[];

const toKey = ({ vaultArn, jobId }: JobKey) => marshall({ vaultArn, jobId });

/** What DynamoDB reads in one request. */
const MOST_KEYS = 100;

/** How jobs are read. */
interface KnownJobsOptions {
  /**
   * Whether what is read is what was written last, at twice the price; a job that is missing then is
   * not recorded.
   *
   * @default false
   */
  readonly isConsistent?: boolean;
  /** @default - damaged rows are left out silently */
  readonly onDamaged?: OnDamaged;
}

/**
 * Creates the reader of any number of jobs of the Jobs table, each read once, a hundred a request.
 *
 * Half a read unit a job that Glacier lists, and nothing for the history of a vault, which may be a
 * thousand times as long: that is why it is no query of the vault's partition.
 */
export const createDynamoKnownJobs = (
  client: DynamoDBClient,
  tableName: string,
  { isConsistent = false, onDamaged = () => undefined }: KnownJobsOptions = {},
): KnownJobs => {
  const read = async (all: Keys): Promise<KnownJob[]> => {
    if (all.length === 0) return [];
    const keys = all.slice(0, MOST_KEYS);
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
    const items = answer.Responses?.[tableName];
    const left = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
    const found = readItems(items, { schema: KnownItem, table: 'Jobs', onDamaged });
    if (left.length === keys.length)
      throw new Error('DynamoDB processed no key of a BatchGetItem.');
    return [...found, ...(await read([...left, ...all.slice(MOST_KEYS)]))];
  };
  return {
    find: (keys) => {
      const distinct = new Map(keys.map((key) => [`${key.vaultArn} ${key.jobId}`, key]));
      return read([...distinct.values()].map(toKey));
    },
  };
};
