import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { STATUSES } from '../../core/job/status.ts';
import type { KnownJobs } from '../../core/polling/ports.ts';
import { type BatchGetOptions, batchGet } from './items/batch-get.ts';

const KnownItem = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  status: z.enum(STATUSES),
  statusCode: z.optional(z.string()),
  vaultMissingSince: z.optional(z.string()),
});

/**
 * Creates the reader of any number of jobs of the Jobs table, each read once, a hundred a request.
 *
 * Half a read unit a job that Glacier lists, and nothing for the history of a vault, which may be a
 * thousand times as long: that is why it is no query of the vault's partition. With `isConsistent`, what
 * is read is what was written last, at twice the price; a job that is missing then is not recorded.
 * Damaged rows are left out silently, unless `onDamaged` is given.
 */
export const createDynamoKnownJobs = (
  client: DynamoDBClient,
  tableName: string,
  options: Omit<BatchGetOptions<unknown>, 'schema'> = {},
): KnownJobs => ({
  find: (keys) =>
    batchGet(client, tableName, keys, {
      onDamaged: () => undefined,
      ...options,
      schema: KnownItem,
    }),
});
