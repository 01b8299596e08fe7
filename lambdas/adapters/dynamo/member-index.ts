import {
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { MemberIndex, MemberRange } from '../../core/group/ports.ts';
import type { StartKey } from '../../core/job/store.ts';
import { toPlainItem } from './items/plain-item.ts';
import { readItems } from './items/read-items.ts';

// All are keys of the table or the index, so that none can be missing.
const Member = z.object({ vaultArn: z.string(), jobId: z.string(), groupSort: z.string() });
const IndexKey = z.record(z.string(), z.string());

/** Creates what queries the Jobs table's index `byGroup`; one request a page. */
export const createMemberQuery =
  (client: DynamoDBClient, tableName: string) =>
  async (
    { group, from, to }: MemberRange,
    { startKey, ...input }: Partial<QueryCommandInput> & { startKey?: StartKey | undefined },
  ) => {
    const {
      Items,
      Count = 0,
      LastEvaluatedKey,
    } = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: 'byGroup',
        KeyConditionExpression: '#group = :group AND groupSort BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#group': 'group' },
        ExpressionAttributeValues: marshall({ ':group': group, ':from': from, ':to': to }),
        ExclusiveStartKey: startKey && marshall(startKey),
        ...input,
      }),
    );
    return {
      members: readItems(Items, { schema: Member, table: 'Jobs' }),
      count: Count,
      next: LastEvaluatedKey && IndexKey.parse(toPlainItem(LastEvaluatedKey)),
    };
  };

/** Creates the reader of the Jobs table's index `byGroup`. */
export const createDynamoMemberIndex = (client: DynamoDBClient, tableName: string): MemberIndex => {
  const query = createMemberQuery(client, tableName);
  return {
    first: async (range, limit) => (await query(range, { Limit: limit })).members,
    count: (range, startKey) => query(range, { Select: 'COUNT', startKey }),
  };
};
