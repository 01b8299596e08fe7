import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { STATUSES } from '../../core/job/status.ts';
import type { KnownJobs } from '../../core/polling/ports.ts';
import { type OnDamaged, readRows } from '../../core/rows.ts';
import { type BatchGetOptions, batchGet } from './items/batch-get.ts';

const KnownItem = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  status: z.enum(STATUSES),
  statusCode: z.optional(z.string()),
  vaultMissingSince: z.optional(z.string()),
});

/**
 * How jobs are read. With `isConsistent`, what is read is what was written last, at twice the price; a
 * job that is missing then is not recorded.
 */
interface KnownJobsOptions extends Pick<BatchGetOptions, 'isConsistent' | 'lanes'> {
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
  { onDamaged = () => undefined, ...options }: KnownJobsOptions = {},
): KnownJobs => ({
  find: async (keys) => {
    const distinct = new Map(keys.map((key) => [`${key.vaultArn} ${key.jobId}`, key]));
    const items = await batchGet(
      client,
      tableName,
      [...distinct.values()].map(({ vaultArn, jobId }) => ({ vaultArn, jobId })),
      {
        ...options,
        projection: 'vaultArn, jobId, #status, statusCode, vaultMissingSince',
        names: { '#status': 'status' },
      },
    );
    return readRows(items, { schema: KnownItem, table: 'Jobs', onDamaged });
  },
});
