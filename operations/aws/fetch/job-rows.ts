import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { batchGet } from '../../../lambdas/adapters/dynamo/items/batch-get.ts';
import type { JobKey } from '../../../lambdas/core/evidence/evidence.ts';
import { STATUSES } from '../../../lambdas/core/job/status.ts';
import type { OnDamaged } from '../../../lambdas/core/rows.ts';
import type { FetchedJob } from '../../fetch/output.ts';

const text = z.optional(z.string());
const size = z.optional(z.number());
const map = z.optional(z.record(z.string(), z.unknown()));

const JobRow = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  status: z.enum(STATUSES),
  statusMessage: text,
  outputExpiresAt: text,
  action: text,
  tier: text,
  jobDescription: text,
  archiveId: text,
  archiveSizeInBytes: size,
  inventorySizeInBytes: size,
  sha256TreeHash: text,
  archiveSha256TreeHash: text,
  retrievalByteRange: text,
  inventoryRetrievalParameters: map,
  jobOutputPath: text,
  outputLocation: map,
});

/** Reads what the Jobs table has of jobs; those that it lacks are left out. */
export type ReadJobRows = (keys: readonly JobKey[]) => Promise<readonly FetchedJob[]>;

/** Creates the reader of jobs by their keys. */
export const createDynamoJobRows =
  (client: DynamoDBClient, tableName: string, onDamaged?: OnDamaged): ReadJobRows =>
  (keys) =>
    batchGet(client, tableName, keys, { schema: JobRow, onDamaged, isConsistent: true, lanes: 8 });
