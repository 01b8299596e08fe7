import { afterAll, beforeAll, expect, it } from 'vitest';
import type { GroupEntry } from '../../../../lambdas/core/group/entry.ts';
import { GROUP_ROW } from '../../../../lambdas/core/group/group.ts';
import { createDynamoGroupEntries } from '../../../../operations/aws/tables/group-entries.ts';
import type { EntryPage, EntryScanner } from '../../../../operations/replay/events.ts';
import { anEntry, ENTRIES } from '../../../support/group-entries.ts';
import { createKeyTable, putRow } from '../../../support/key-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../support/local-dynamo.ts';

const TABLE = 'ScannedGroups';
const { completed } = ENTRIES;
const RANGE = { since: completed.at, until: '2026-03-16T09:26:53.590Z' };
let local: LocalDynamo;

beforeAll(async () => {
  local = await startLocalDynamo();
  await createKeyTable(local.client, TABLE, ['group', 'entry']);
  const rows: Record<string, unknown>[] = [
    { group: completed.group, entry: GROUP_ROW, state: 'open', at: completed.at },
    completed,
    anEntry({ sequence: 2, at: RANGE.until }),
    anEntry({ sequence: 3, at: '2026-03-16T09:26:53.588Z' }),
    { ...anEntry({ sequence: 4 }), change: 'renamed' },
  ];
  for (const row of rows) await putRow(local.client, TABLE, row);
});
afterAll(() => local.stop());

const readAll = async (scanner: EntryScanner): Promise<EntryPage[]> => {
  const pages: EntryPage[] = [];
  for await (const page of scanner.pages(RANGE)) pages.push(page);
  return pages;
};

it('reads the entry of an origin as it was written', async () => {
  const reader = createDynamoGroupEntries(local.client, TABLE);
  expect(await reader.get(completed)).toStrictEqual<GroupEntry>(completed);
  expect(await reader.get({ ...completed, sequence: 9 })).toBeUndefined();
  await expect(reader.get({ ...completed, sequence: 4 })).rejects.toThrow(
    /change "renamed"\. A later version wrote it/,
  );
});

it('gives the changes of a range, without the rows of groups, and counts unreadable ones', async () => {
  expect(await readAll(createDynamoGroupEntries(local.client, TABLE))).toStrictEqual([
    { entries: [completed], damaged: 1 },
  ]);
});

it('has no entries where a deployment has no groups', async () => {
  const reader = createDynamoGroupEntries(local.client, undefined);
  expect([await reader.get(completed), await readAll(reader)]).toStrictEqual([undefined, []]);
});
