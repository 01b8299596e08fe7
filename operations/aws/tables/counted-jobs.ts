import { type DynamoDBClient, paginateQuery, paginateScan } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { readItems } from '../../../lambdas/adapters/dynamo/items/read-items.ts';
import { SOURCES } from '../../../lambdas/core/evidence/evidence.ts';
import { STATUSES } from '../../../lambdas/core/job/status.ts';
import type { OnDamaged } from '../../../lambdas/core/rows.ts';
import type { CountedJob } from '../../jobs/stats.ts';
import { createDynamoMembers } from './members.ts';

const text = z.optional(z.string());

const Counted = z.object({
  vaultArn: z.string(),
  status: z.enum(STATUSES),
  action: text,
  tier: text,
  completionDate: text,
  transitions: z.array(
    z.object({ status: z.enum(STATUSES), at: z.string(), source: z.enum(SOURCES) }),
  ),
});

const CountedMember = z.extend(Counted, { jobId: z.string(), firstSeenAt: text });

/** Which jobs are counted. */
export interface CountFilter {
  /** @default - every vault, by a scan of the whole table */
  readonly vaultArn?: string | undefined;
  /** @default - those of any group, or of none */
  readonly group?: string | undefined;
  /** Leaves out jobs that were first seen before. */
  readonly since?: string | undefined;
}

/** Reads what the counts need of every job, a page of at most 1 MB at a time. */
export type ReadCountedJobs = (filter: CountFilter) => AsyncGenerator<readonly CountedJob[]>;

/** Creates the reader of the whole Jobs table, or of a vault's part of it, for counts. */
export const createDynamoCountedJobs = (
  client: DynamoDBClient,
  tableName: string,
  onDamaged?: OnDamaged,
): ReadCountedJobs =>
  async function* (filter) {
    const { vaultArn, group, since = '' } = filter;
    if (group !== undefined) {
      const members = createDynamoMembers(client, tableName, onDamaged);
      for await (const jobs of members.rows(group, CountedMember)) {
        yield jobs.filter(
          (job) =>
            job.vaultArn === (vaultArn ?? job.vaultArn) && (job.firstSeenAt ?? since) >= since,
        );
      }
      return;
    }
    const input = { TableName: tableName, ...selection(filter) };
    const pages =
      vaultArn === undefined
        ? paginateScan({ client }, input)
        : paginateQuery({ client }, { ...input, KeyConditionExpression: 'vaultArn = :vault' });
    for await (const { Items } of pages) {
      yield readItems(Items, { schema: Counted, table: 'Jobs', onDamaged });
    }
  };

const selection = ({ vaultArn, since }: CountFilter) => ({
  ProjectionExpression: 'vaultArn, jobId, #status, #action, tier, completionDate, transitions',
  ExpressionAttributeNames: { '#status': 'status', '#action': 'action' },
  ...(since !== undefined && { FilterExpression: 'firstSeenAt >= :since' }),
  ...((vaultArn ?? since) !== undefined && {
    ExpressionAttributeValues: marshall(
      { ':vault': vaultArn, ':since': since },
      { removeUndefinedValues: true },
    ),
  }),
});
