import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGroupsTable } from '../../../../bench/notices/jobs-table.ts';
import { createDynamoGroupOpener } from '../../../../lambdas/adapters/dynamo/group-opener.ts';
import {
  createDynamoGroupIndex,
  createDynamoGroups,
} from '../../../../lambdas/adapters/dynamo/groups.ts';
import { entryKey, type GroupEntry } from '../../../../lambdas/core/group/entry.ts';
import type { Group } from '../../../../lambdas/core/group/group.ts';
import { putRow } from '../../../support/key-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../support/local-dynamo.ts';

const TABLE = 'groups';
const AT = '2026-03-14T03:40:00.000Z';
const LATER = '2026-03-14T03:50:00.000Z';

let local: LocalDynamo;

beforeAll(async () => {
  local = await startLocalDynamo();
  await createGroupsTable(local.client, TABLE);
});
afterAll(() => local.stop());

const groups = () => createDynamoGroups(local.client, TABLE);
const open = async (group: string, at = AT): Promise<Group> => {
  await createDynamoGroupOpener(local.client, TABLE).note(group, at);
  const row = await groups().get(group);
  if (row === undefined) throw new Error(`The group ${group} was not opened.`);
  return row;
};
const completion = (group: string): GroupEntry => ({
  group,
  entry: entryKey(AT, 1),
  change: 'completed',
  at: LATER,
  accountId: '123456789012',
  region: 'eu-west-1',
  openedAt: AT,
  sequence: 1,
  counts: { Collected: 2, InProgress: 0 },
});
const entriesOf = async (group: string) => {
  const { Items = [] } = await local.client.send(
    new QueryCommand({
      TableName: TABLE,
      KeyConditionExpression: '#group = :group AND entry < :row',
      ExpressionAttributeNames: { '#group': 'group' },
      ExpressionAttributeValues: marshall({ ':group': group, ':row': 'group' }),
    }),
  );
  return Items.map((item) => unmarshall(item));
};

describe('opening a group', () => {
  it('creates its row at the first member and notes later ones', async () => {
    const row = {
      group: 'opened',
      entry: 'group',
      state: 'open',
      openedAt: AT,
      checkedAt: AT,
      sequence: 0,
    };
    expect(await open('opened')).toStrictEqual({ ...row, memberSeenAt: AT, revision: 1 });
    expect(await open('opened', LATER)).toStrictEqual({
      ...row,
      memberSeenAt: LATER,
      revision: 2,
    });
  });
});

describe('the store of groups', () => {
  it('writes row and entry together, and raises the revision', async () => {
    const before = await open('recorded');
    const after = { ...before, state: 'completed', completedAt: LATER, sequence: 1 } as const;
    const entry = completion('recorded');
    expect(await groups().write({ before, after, entry })).toBe(true);
    expect(await groups().get('recorded')).toStrictEqual({ ...after, revision: 2 });
    expect(await entriesOf('recorded')).toStrictEqual([entry]);
  });

  it('writes nothing when the row has changed since it was read', async () => {
    const before = await open('overtaken');
    const seen = await open('overtaken', LATER);
    const after = { ...before, state: 'completed', sequence: 1 } as const;
    expect(await groups().write({ before, after, entry: completion('overtaken') })).toBe(false);
    expect(await groups().write({ before, after })).toBe(false);
    expect(await groups().get('overtaken')).toStrictEqual(seen);
    expect(await entriesOf('overtaken')).toStrictEqual([]);
  });

  it('never writes an entry a second time', async () => {
    const before = await open('repeated');
    const entry = completion('repeated');
    await putRow(local.client, TABLE, entry);
    expect(await groups().write({ before, after: { ...before, sequence: 1 }, entry })).toBe(false);
    expect(await groups().get('repeated')).toStrictEqual(before);
  });

  it('creates a group only where there is none', async () => {
    const before = await open('present');
    const after = { ...before, group: 'absent', expected: 4 };
    expect(await groups().write({ before: undefined, after })).toBe(true);
    expect(await groups().get('absent')).toMatchObject({ expected: 4, revision: 1 });
    expect(await groups().write({ before: undefined, after: { ...before, expected: 4 } })).toBe(
      false,
    );
  });

  it('removes what is no longer known and keeps what a later version added', async () => {
    await putRow(local.client, TABLE, {
      ...(await open('newer')),
      idleSince: AT,
      addedLater: 'kept',
    });
    const before = await groups().get('newer');
    if (before === undefined) throw new Error('The row is missing.');
    await groups().write({ before, after: { ...before, idleSince: undefined } });
    const { Item = {} } = await local.client.send(
      new GetItemCommand({ TableName: TABLE, Key: marshall({ group: 'newer', entry: 'group' }) }),
    );
    expect(unmarshall(Item)).toMatchObject({ addedLater: 'kept', revision: 2 });
    expect(unmarshall(Item)).not.toHaveProperty('idleSince');
  });

  it('reports a table that is not there', async () => {
    const before = await open('unwritten');
    const store = createDynamoGroups(local.client, 'no-table');
    const write = { before, after: before, entry: completion('unwritten') };
    await expect(store.write(write)).rejects.toThrow(/ResourceNotFound|not found|non-existent/i);
  });
});

describe('the index byState', () => {
  it('lists groups of a state, the longest unchecked first, without their entries', async () => {
    const oldest = '2020-01-01T00:00:00.000Z';
    const older = '2020-01-02T00:00:00.000Z';
    await open('index-2', older);
    const before = await open('index-1', oldest);
    await groups().write({ before, after: before, entry: completion('index-1') });
    await open('index-3', '2020-01-03T00:00:00.000Z');
    const index = createDynamoGroupIndex(local.client, TABLE);
    const { groups: listed, next } = await index.page('open', older);
    expect(listed.map(({ group, checkedAt }) => [group, checkedAt])).toStrictEqual([
      ['index-1', oldest],
      ['index-2', older],
    ]);
    expect(next).toBeUndefined();
  });
});
