import {
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { PollWindow } from '../core/poll-plan.ts';
import type { IndexPage, JobIndex, StartKey } from '../core/ports.ts';

const IndexedJob = z.object({ vaultArn: z.string(), jobId: z.string(), statusSince: z.string() });
const IndexKey = z.record(z.string(), z.string());

interface Items {
  readonly Items?: Parameters<typeof unmarshall>[0][] | undefined;
}

const readItems = ({ Items = [] }: Items) =>
  Items.map((item) => IndexedJob.parse(unmarshall(item)));

const readStartKey = (key: Parameters<typeof unmarshall>[0] | undefined): StartKey | undefined =>
  key === undefined ? undefined : IndexKey.parse(unmarshall(key));

const windowQuery = ({ statusKey, after, upTo }: PollWindow): Partial<QueryCommandInput> => ({
  KeyConditionExpression: `statusKey = :key AND statusSince ${
    after === undefined ? '<= :upTo' : 'BETWEEN :after AND :upTo'
  }`,
  ExpressionAttributeValues: marshall(
    { ':key': statusKey, ':upTo': upTo, ':after': after },
    { removeUndefinedValues: true },
  ),
});

/** Creates the reader of the Jobs table's index `byStatus`. */
export const createDynamoJobIndex = (client: DynamoDBClient, tableName: string): JobIndex => {
  const query = (input: Partial<QueryCommandInput>) =>
    client.send(new QueryCommand({ TableName: tableName, IndexName: 'byStatus', ...input }));
  const edge = async (statusKey: string, isOldest: boolean) => {
    const answer = await query({
      KeyConditionExpression: 'statusKey = :key',
      ExpressionAttributeValues: marshall({ ':key': statusKey }),
      ScanIndexForward: isOldest,
      Limit: 1,
    });
    return readItems(answer)[0]?.statusSince;
  };
  return {
    span: async (statusKey) => {
      const oldest = await edge(statusKey, true);
      const newest = oldest === undefined ? undefined : await edge(statusKey, false);
      return oldest === undefined || newest === undefined ? undefined : { oldest, newest };
    },
    page: async (window, startKey): Promise<IndexPage> => {
      const answer = await query({
        ...windowQuery(window),
        ExclusiveStartKey: startKey === undefined ? undefined : marshall(startKey),
      });
      // BETWEEN includes both ends, but the windows of two ticks must not overlap.
      const inside = readItems(answer).filter(({ statusSince }) => statusSince !== window.after);
      const keys = inside.map(({ vaultArn, jobId }) => ({ vaultArn, jobId }));
      return { keys, next: readStartKey(answer.LastEvaluatedKey) };
    },
  };
};
