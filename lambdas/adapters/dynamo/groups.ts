import {
  type DynamoDBClient,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { GROUP_ROW, Group, readGroup } from '../../core/group/group.ts';
import type { GroupIndex, GroupStore, GroupWrite } from '../../core/group/ports.ts';
import { canonical } from '../../core/json.ts';
import type { OnDamaged } from '../../core/rows.ts';
import { isConditionMet } from './items/condition-met.ts';
import { toPlainItem } from './items/plain-item.ts';
import { readItem } from './items/read-item.ts';
import { readItems } from './items/read-items.ts';
import { renderMatch, renderUpdate } from './items/update-expression.ts';

/** Creates the store of groups in the Groups table. */
export const createDynamoGroups = (client: DynamoDBClient, tableName: string): GroupStore => ({
  get: async (group) => {
    const item = await readItem(client, tableName, { group, entry: GROUP_ROW });
    return item && readGroup(item);
  },
  write: (write) => {
    const row = {
      TableName: tableName,
      Key: marshall({ group: write.after.group, entry: GROUP_ROW }),
      ...renderGroup(write),
    };
    const { entry } = write;
    if (entry === undefined) return isConditionMet(client.send(new UpdateItemCommand(row)));
    const item = {
      TableName: tableName,
      Item: marshall(entry, { removeUndefinedValues: true }),
      ConditionExpression: 'attribute_not_exists(entry)',
    };
    const command = new TransactWriteItemsCommand({
      TransactItems: [
        { Update: { ...row, UpdateExpression: row.UpdateExpression } },
        { Put: item },
      ],
    });
    return client.send(command).then(
      () => true,
      (error: unknown) => {
        if (isOvertaken(error)) return false;
        throw error;
      },
    );
  },
});

const IN_PLACE = new Set(['group', 'entry', 'revision']);

const plainEntries = (group: Group | undefined): [string, unknown][] =>
  Object.entries(group ?? {}).filter(([name, value]) => value !== undefined && !IN_PLACE.has(name));

// Only what changes, so that attributes which a later version added stay.
const renderGroup = ({ before, after }: GroupWrite) => {
  const was = new Map(plainEntries(before));
  const is = new Map(plainEntries(after));
  const changed = [...is].filter(([name, value]) => canonical(was.get(name)) !== canonical(value));
  return renderUpdate({
    set: Object.fromEntries(changed),
    remove: [...was.keys()].filter((name) => !is.has(name)),
    add: { revision: 1 },
    condition: (places) => renderMatch({ revision: before?.revision ?? null }, places),
  });
};

/** Whether another writer was first; a throttled transaction is an error. */
const isOvertaken = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  (error.CancellationReasons ?? []).some(
    ({ Code }) => Code === 'ConditionalCheckFailed' || Code === 'TransactionConflict',
  );

const PAGE_SIZE = 100;
const IndexKey = z.record(z.string(), z.string());

/** Creates the reader of the Groups table's index `byState`. */
export const createDynamoGroupIndex = (
  client: DynamoDBClient,
  tableName: string,
  onDamaged?: OnDamaged,
): GroupIndex => ({
  page: async (state, upTo, startKey) => {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: 'byState',
        KeyConditionExpression: '#state = :state AND checkedAt <= :upTo',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: marshall({ ':state': state, ':upTo': upTo }),
        Limit: PAGE_SIZE,
        ExclusiveStartKey: startKey && marshall(startKey),
      }),
    );
    return {
      groups: readItems(Items, { schema: Group, table: 'Groups', onDamaged }),
      next: LastEvaluatedKey && IndexKey.parse(toPlainItem(LastEvaluatedKey)),
    };
  },
});
