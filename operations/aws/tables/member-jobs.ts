import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { batchGet } from '../../../lambdas/adapters/dynamo/items/batch-get.ts';
import { toPlainItem } from '../../../lambdas/adapters/dynamo/items/plain-item.ts';
import { readItems } from '../../../lambdas/adapters/dynamo/items/read-items.ts';
import { COUNT_ORDER, membersIn } from '../../../lambdas/core/group/count.ts';
import type { IndexedMember, MemberRange } from '../../../lambdas/core/group/ports.ts';
import type { Status } from '../../../lambdas/core/job/status.ts';
import type { StartKey } from '../../../lambdas/core/job/store.ts';
import { type OnDamaged, readRows } from '../../../lambdas/core/rows.ts';

const INDEX_NAME = 'byGroup';
const Member = z.object({ vaultArn: z.string(), jobId: z.string(), groupSort: z.string() });
const StartKeyItem = z.record(z.string(), z.string());

/** A part of a group's members, the newest first. */
export interface MemberPage {
  readonly members: readonly IndexedMember[];
  readonly next?: StartKey | undefined;
}

/** Reads a page of the members of a group. */
export type ReadMembers = (
  range: MemberRange,
  limit: number,
  startKey?: StartKey,
) => Promise<MemberPage>;

/** Creates the reader of a group's members in the index `byGroup`; one request a page. */
export const createDynamoMembers =
  (client: DynamoDBClient, tableName: string): ReadMembers =>
  async ({ group, from, to }, limit, startKey) => {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: INDEX_NAME,
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

/** Requests at a time: enough for thousands of rows a second, and far below the sockets of the SDK. */
const LANES = 8;

/** What is read of the rows of members: the attributes of a schema. */
export interface RowOptions<Row> {
  readonly schema: z.ZodMiniType<Row> & { readonly shape: Readonly<Record<string, unknown>> };
  readonly onDamaged?: OnDamaged | undefined;
}

/** Reads the rows of members, in the order of the members. */
export const readMemberRows = async <Row extends { vaultArn: string; jobId: string }>(
  client: DynamoDBClient,
  tableName: string,
  members: readonly IndexedMember[],
  { schema, onDamaged }: RowOptions<Row>,
): Promise<Row[]> => {
  const attributes = Object.keys(schema.shape);
  const items = await batchGet(
    client,
    tableName,
    members.map(({ vaultArn, jobId }) => ({ vaultArn, jobId })),
    {
      projection: attributes.map((_, index) => `#${index}`).join(', '),
      names: Object.fromEntries(attributes.map((name, index) => [`#${index}`, name])),
      lanes: LANES,
    },
  );
  const rows = new Map(
    readRows(items, { schema, table: 'Jobs', onDamaged }).map((row) => [nameOf(row), row]),
  );
  return members.flatMap((member) => rows.get(nameOf(member)) ?? []);
};

const nameOf = ({ vaultArn, jobId }: { readonly vaultArn: string; readonly jobId: string }) =>
  `${vaultArn} ${jobId}`;

/** Reads the keys of a group's members that have these statuses, page by page. */
export type ReadAllMembers = (
  group: string,
  statuses?: readonly Status[],
) => AsyncGenerator<readonly IndexedMember[]>;

const PAGE_SIZE = 1000;

/** Creates the reader of all members of a group, in the order in which they are counted. */
export const createDynamoAllMembers = (
  client: DynamoDBClient,
  tableName: string,
): ReadAllMembers => {
  const read = createDynamoMembers(client, tableName);
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
