import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { STATUSES } from '../../../lambdas/core/job/status.ts';
import { InstantText, type OnDamaged } from '../../../lambdas/core/rows.ts';
import { createDynamoAllMembers, readMemberRows } from './member-jobs.ts';

const text = z.optional(z.string());
const instant = z.optional(InstantText);

const ReportMember = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  status: z.enum(STATUSES),
  statusSince: InstantText,
  action: text,
  tier: text,
  archiveId: text,
  archiveSizeInBytes: z.optional(z.number()),
  statusMessage: text,
  creationDate: instant,
  completionDate: instant,
  collectedAt: instant,
  outputExpiresAt: instant,
});

/** What a report needs of a member. */
export type ReportMember = z.infer<typeof ReportMember>;

/** Reads what a report needs of a group's members, page by page. */
export type ReadReportMembers = (group: string) => AsyncGenerator<readonly ReportMember[]>;

/** Creates the reader of members for a report: a page of the index `byGroup`, then their rows. */
export const createDynamoReportMembers = (
  client: DynamoDBClient,
  tableName: string,
  onDamaged?: OnDamaged,
): ReadReportMembers =>
  async function* (group) {
    for await (const members of createDynamoAllMembers(client, tableName)(group)) {
      yield await readMemberRows(client, tableName, members, { schema: ReportMember, onDamaged });
    }
  };
