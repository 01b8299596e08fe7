import { type DynamoDBClient, paginateQuery, paginateScan } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { readItem } from '../../../lambdas/adapters/dynamo/items/read-item.ts';
import { readItems } from '../../../lambdas/adapters/dynamo/items/read-items.ts';
import { entryKey, GroupEntry, readGroupEntry } from '../../../lambdas/core/group/entry.ts';
import { GROUP_ROW } from '../../../lambdas/core/group/group.ts';
import type { EntryScanner } from '../../replay/events.ts';
import type { GroupEntries } from '../../replay/ports.ts';

/** Reads all recorded changes of a group. */
export interface GroupHistory {
  /** The oldest first. */
  readonly history: (group: string) => Promise<readonly GroupEntry[]>;
}

/**
 * Creates the reader of the recorded changes of groups.
 *
 * @param tableName - absent in a deployment before 0.2.0, which has no groups
 */
export const createDynamoGroupEntries = (
  client: DynamoDBClient,
  tableName: string | undefined,
): GroupEntries & EntryScanner & GroupHistory => ({
  get: async ({ group, openedAt, sequence }) => {
    if (tableName === undefined) return undefined;
    const entry = entryKey(openedAt, sequence);
    const item = await readItem(client, tableName, { group, entry });
    return item && readGroupEntry(item);
  },
  history: async (group) => {
    const pages = paginateQuery(
      { client },
      {
        TableName: tableName,
        // Entries begin with an instant, and sort before the row.
        KeyConditionExpression: '#group = :group AND entry < :row',
        ExpressionAttributeNames: { '#group': 'group' },
        ExpressionAttributeValues: marshall({ ':group': group, ':row': GROUP_ROW }),
      },
    );
    const entries: GroupEntry[] = [];
    for await (const { Items } of pages) {
      entries.push(...readItems(Items, { schema: GroupEntry, table: 'Groups' }));
    }
    return entries;
  },
  pages: async function* ({ since, until }) {
    if (tableName === undefined) return;
    const pages = paginateScan(
      { client },
      {
        TableName: tableName,
        // A group's own row has no change.
        FilterExpression: 'attribute_exists(#change) AND #at >= :since AND #at < :until',
        ExpressionAttributeNames: { '#change': 'change', '#at': 'at' },
        ExpressionAttributeValues: marshall({ ':since': since, ':until': until }),
      },
    );
    for await (const { Items } of pages) {
      let damaged = 0;
      const countDamaged = () => {
        damaged += 1;
      };
      const entries = readItems(Items, {
        schema: GroupEntry,
        table: 'Groups',
        onDamaged: countDamaged,
      });
      yield { entries, damaged };
    }
  },
});
