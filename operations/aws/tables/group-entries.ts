import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { readItem } from '../../../lambdas/adapters/dynamo/items/read-item.ts';
import { readItems } from '../../../lambdas/adapters/dynamo/items/read-items.ts';
import { entryKey, GroupEntry, readGroupEntry } from '../../../lambdas/core/group/entry.ts';
import type { EntryScanner } from '../../replay/events.ts';
import type { GroupEntries } from '../../replay/ports.ts';

/**
 * Creates the reader of the recorded changes of groups.
 *
 * @param tableName - absent in a deployment before 0.2.0, which has no groups
 */
export const createDynamoGroupEntries = (
  client: DynamoDBClient,
  tableName: string | undefined,
): GroupEntries & EntryScanner => ({
  get: async ({ group, openedAt, sequence }) => {
    if (tableName === undefined) return undefined;
    const entry = entryKey(openedAt, sequence);
    const item = await readItem(client, tableName, { group, entry });
    return item && readGroupEntry(item);
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
      const onDamaged = () => {
        damaged += 1;
      };
      const entries = readItems(Items, { schema: GroupEntry, table: 'Groups', onDamaged });
      yield { entries, damaged };
    }
  },
});
