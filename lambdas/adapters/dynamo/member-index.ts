import {
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { MemberIndex, MemberRange } from '../../core/group/ports.ts';
import { toPlainItem } from './items/plain-item.ts';
import { readItems } from './items/read-items.ts';

const INDEX_NAME = 'byGroup';
// All are keys of the table or the index, so that none can be missing.
const Member = z.object({ vaultArn: z.string(), jobId: z.string(), groupSort: z.string() });
const IndexKey = z.record(z.string(), z.string());

/** Creates the reader of the Jobs table's index `byGroup`. */
export const createDynamoMemberIndex = (client: DynamoDBClient, tableName: string): MemberIndex => {
  const query = (range: MemberRange, input: Partial<QueryCommandInput>) =>
    client.send(
      new QueryCommand({ TableName: tableName, IndexName: INDEX_NAME, ...within(range), ...input }),
    );
  return {
    first: async (range, limit) => {
      const { Items } = await query(range, { Limit: limit });
      return readItems(Items, { schema: Member, table: 'Jobs' });
    },
    count: async (range, startKey) => {
      const { Count = 0, LastEvaluatedKey } = await query(range, {
        Select: 'COUNT',
        ExclusiveStartKey: startKey && marshall(startKey),
      });
      return {
        count: Count,
        next: LastEvaluatedKey && IndexKey.parse(toPlainItem(LastEvaluatedKey)),
      };
    },
  };
};

const within = ({ group, from, to }: MemberRange): Partial<QueryCommandInput> => ({
  KeyConditionExpression: '#group = :group AND groupSort BETWEEN :from AND :to',
  ExpressionAttributeNames: { '#group': 'group' },
  ExpressionAttributeValues: marshall({ ':group': group, ':from': from, ':to': to }),
});
