import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGroupsTable } from '../../../../bench/notices/jobs-table.ts';
import { GROUP_ROW } from '../../../../lambdas/core/group/group.ts';
import { createDynamoRecentGroups } from '../../../../operations/aws/tables/recent-groups.ts';
import { anEntry } from '../../../support/group-entries.ts';
import { putRow } from '../../../support/key-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../support/local-dynamo.ts';

const TABLE = 'RecentGroups';
const openedAt = '2026-03-14T03:40:20.000Z';
let local: LocalDynamo;

beforeAll(async () => {
  local = await startLocalDynamo();
  await createGroupsTable(local.client, TABLE);
  const put = (group: string, state: string, minute: number, sequence: number) =>
    putRow(local.client, TABLE, {
      group,
      entry: GROUP_ROW,
      state,
      openedAt,
      sequence,
      checkedAt: `2026-03-14T04:${String(minute).padStart(2, '0')}:00.000Z`,
    });
  await put('old', 'open', 1, 1);
  await put('new', 'open', 2, 3);
  await put('quiet', 'open', 3, 0);
  await put('done', 'completed', 4, 2);
  await putRow(local.client, TABLE, anEntry());
});
afterAll(() => local.stop());

it('gives the groups of each state that were written last and have a recorded change', async () => {
  const recent = createDynamoRecentGroups(local.client, TABLE);
  expect(await recent.newest(2)).toStrictEqual([
    { group: 'new', openedAt, sequence: 3 },
    { group: 'done', openedAt, sequence: 2 },
  ]);
});

it('gives none where a deployment has no groups', async () => {
  expect(await createDynamoRecentGroups(local.client, undefined).newest(2)).toStrictEqual([]);
});
