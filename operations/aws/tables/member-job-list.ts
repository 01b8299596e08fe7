import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { OnDamaged } from '../../../lambdas/core/rows.ts';
import type { ReadJobList } from '../../jobs/list.ts';
import { Listed } from './job-list.ts';
import { createDynamoMemberPage } from './member-pages.ts';
import { readJobRows } from './member-rows.ts';

/** Creates the reader of a group's jobs for a list: a page of the index `byGroup`, then their rows. */
export const createDynamoGroupJobList = (
  client: DynamoDBClient,
  tableName: string,
  group: string,
  onDamaged?: OnDamaged,
): ReadJobList => {
  const read = createDynamoMemberPage(client, tableName);
  return async ({ statusKey, since = '', vaultArn, limit }, place) => {
    const prefix = `${statusKey}#`;
    const range = { group, from: `${prefix}${since}`, to: `${prefix}~` };
    const { members, next } = await read(range, limit, place && toIndexKey(group, place));
    const rows = await readJobRows(client, tableName, members, { schema: Listed, onDamaged });
    return {
      // A job that moved meanwhile is listed with its new status, or missed, but never twice.
      jobs: rows.filter(
        (job) =>
          job.statusKey === statusKey && (vaultArn === undefined || job.vaultArn === vaultArn),
      ),
      next: next && {
        statusKey,
        statusSince: String(next['groupSort']).slice(prefix.length),
        vaultArn: String(next['vaultArn']),
        jobId: String(next['jobId']),
      },
    };
  };
};

const toIndexKey = (
  group: string,
  { statusKey, statusSince, ...key }: Readonly<Record<string, string>>,
) => ({
  ...key,
  group,
  groupSort: `${statusKey}#${statusSince}`,
});
