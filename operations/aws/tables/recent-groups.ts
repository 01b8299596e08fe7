import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { readItems } from '../../../lambdas/adapters/dynamo/items/read-items.ts';
import { GroupOrigin } from '../../../lambdas/core/event/origin.ts';
import { GROUP_STATES } from '../../../lambdas/core/group/state.ts';
import type { OnDamaged } from '../../../lambdas/core/rows.ts';
import type { RecentGroups } from '../../events/recent.ts';

/**
 * Creates the reader of the groups that were checked last.
 *
 * @param tableName - absent in a deployment before 0.2.0, which has no groups
 */
export const createDynamoRecentGroups = (
  client: DynamoDBClient,
  tableName: string | undefined,
  onDamaged?: OnDamaged,
): RecentGroups => ({
  newest: async (limit) => {
    if (tableName === undefined) return [];
    const pages = GROUP_STATES.map(async (state) => {
      const input = {
        IndexName: 'byState',
        KeyConditionExpression: '#state = :state',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: marshall({ ':state': state }),
        ScanIndexForward: false,
        Limit: limit,
      };
      const { Items } = await client.send(new QueryCommand({ TableName: tableName, ...input }));
      return readItems(Items, { schema: GroupOrigin, table: 'Groups', onDamaged });
    });
    return (await Promise.all(pages)).flat().filter(({ sequence }) => sequence > 0);
  },
});
