import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { batchGet } from '../../../lambdas/adapters/dynamo/items/batch-get.ts';
import { createMemberQuery } from '../../../lambdas/adapters/dynamo/member-index.ts';
import type { OnDamaged } from '../../../lambdas/core/rows.ts';
import type { ReadJobList } from '../../jobs/list.ts';
import { Listed } from './job-list.ts';
import { LANES } from './members.ts';

/** Creates the reader of a group's jobs for a list: a page of the index `byGroup`, then their rows. */
export const createDynamoGroupJobList = (
  client: DynamoDBClient,
  tableName: string,
  group: string,
  onDamaged?: OnDamaged,
): ReadJobList => {
  const query = createMemberQuery(client, tableName);
  return async ({ statusKey, since = '', vaultArn, limit }, place) => {
    const prefix = `${statusKey}#`;
    const range = { group, from: `${prefix}${since}`, to: `${prefix}~` };
    const startKey = place && {
      group,
      groupSort: `${prefix}${place['statusSince']}`,
      vaultArn: String(place['vaultArn']),
      jobId: String(place['jobId']),
    };
    const page = await query(range, { Limit: limit, ScanIndexForward: false, startKey });
    const options = { schema: Listed, onDamaged, lanes: LANES };
    const rows = await batchGet(client, tableName, page.members, options);
    const byId = new Map(rows.map((row) => [`${row.vaultArn} ${row.jobId}`, row]));
    return {
      // A job that moved meanwhile is listed with its new status, or missed, but never twice.
      jobs: page.members
        .flatMap(({ vaultArn: of, jobId }) => byId.get(`${of} ${jobId}`) ?? [])
        .filter(
          (job) => job.statusKey === statusKey && job.vaultArn === (vaultArn ?? job.vaultArn),
        ),
      next: page.next && {
        statusKey,
        statusSince: String(page.next['groupSort']).slice(prefix.length),
        vaultArn: String(page.next['vaultArn']),
        jobId: String(page.next['jobId']),
      },
    };
  };
};
