import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { toPlainItem } from '../../../lambdas/adapters/dynamo/items/plain-item.ts';
import { readItems } from '../../../lambdas/adapters/dynamo/items/read-items.ts';
import { COUNT_ORDER, membersIn } from '../../../lambdas/core/group/count.ts';
import type { IndexedMember, MemberRange } from '../../../lambdas/core/group/ports.ts';
import type { Status } from '../../../lambdas/core/job/status.ts';
import type { StartKey } from '../../../lambdas/core/job/store.ts';

const Member = z.object({ vaultArn: z.string(), jobId: z.string(), groupSort: z.string() });
const StartKeyItem = z.record(z.string(), z.string());

/** A part of a group's members, the newest first. */
export interface MemberPage {
  readonly members: readonly IndexedMember[];
  readonly next?: StartKey | undefined;
}

/** Reads a page of the members of a group. */
export type ReadMemberPage = (
  range: MemberRange,
  limit: number,
  startKey?: StartKey,
) => Promise<MemberPage>;

/** Creates the reader of a group's members in the index `byGroup`; one request a page. */
export const createDynamoMemberPage =
  (client: DynamoDBClient, tableName: string): ReadMemberPage =>
  async ({ group, from, to }, limit, startKey) => {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: 'byGroup',
        KeyConditionExpression: '#group = :group AND groupSort BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#group': 'group' },
        ExpressionAttributeValues: marshall({ ':group': group, ':from': from, ':to': to }),
        ScanIndexForward: false,
        Limit: limit,
        ExclusiveStartKey: startKey && marshall(startKey),
      }),
    );
    return {
      members: readItems(Items, { schema: Member, table: 'Jobs' }),
      next: LastEvaluatedKey && StartKeyItem.parse(toPlainItem(LastEvaluatedKey)),
    };
  };

/** Reads the keys of a group's members that have these statuses, page by page. */
export type ReadMembers = (
  group: string,
  statuses?: readonly Status[],
) => AsyncGenerator<readonly IndexedMember[]>;

const PAGE_SIZE = 1000;

/** Creates the reader of all members of a group, in the order in which they are counted. */
export const createDynamoMembers = (client: DynamoDBClient, tableName: string): ReadMembers => {
  const read = createDynamoMemberPage(client, tableName);
  return async function* (group, statuses = COUNT_ORDER) {
    for (const status of statuses) {
      let startKey: StartKey | undefined;
      do {
        const page = await read(membersIn(group, status), PAGE_SIZE, startKey);
        yield page.members;
        startKey = page.next;
      } while (startKey !== undefined);
    }
  };
};
