import {
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { IndexPage, JobIndex } from '../core/poll-ports.ts';
import type { PollWindow } from '../core/poll-window.ts';
import type { StartKey } from '../core/ports.ts';
import { readRow } from '../core/read-row.ts';

const INDEX_NAME = 'byStatus';
const IndexItem = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  statusSince: z.string(),
  creationDate: z.optional(z.string()),
});
const IndexKey = z.record(z.string(), z.string());

interface Items {
  readonly Items?: Parameters<typeof unmarshall>[0][] | undefined;
}

const readItems = ({ Items = [] }: Items) =>
  Items.map((item) => readRow(IndexItem, unmarshall(item), 'Jobs'));

const readStartKey = (key: Parameters<typeof unmarshall>[0] | undefined): StartKey | undefined =>
  key === undefined ? undefined : IndexKey.parse(unmarshall(key));

/** Creates the reader of the Jobs table's index `byStatus`. */
export const createDynamoJobIndex = (client: DynamoDBClient, tableName: string): JobIndex => {
  const query = (input: Partial<QueryCommandInput>) =>
    client.send(new QueryCommand({ TableName: tableName, IndexName: INDEX_NAME, ...input }));
  const edge = async (statusKey: string, isOldest: boolean) => {
    const answer = await query({
      ...allOf(statusKey),
      ProjectionExpression: PROJECTION,
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
    page: async (window, startKey, limit): Promise<IndexPage> => {
      const answer = await query({
        ...within(window),
        ...(window.statusKey === 'Succeeded' && EXPIRING_ALONE),
        ProjectionExpression: PROJECTION,
        Limit: limit,
        ExclusiveStartKey: startKey === undefined ? undefined : marshall(startKey),
      });
      // BETWEEN includes both ends, but the windows of two ticks must not overlap.
      const jobs = readItems(answer).filter(({ statusSince }) => statusSince !== window.after);
      return { jobs, next: readStartKey(answer.LastEvaluatedKey) };
    },
  };
};

const PROJECTION = 'vaultArn, jobId, statusSince, creationDate';

// The output of a Select job does not expire: there is nothing to remind of, and nothing to poll.
const EXPIRING_ALONE = { FilterExpression: 'attribute_exists(outputExpiresAt)' };

const allOf = (statusKey: string): Partial<QueryCommandInput> => ({
  KeyConditionExpression: 'statusKey = :key',
  ExpressionAttributeValues: marshall({ ':key': statusKey }),
});

const within = ({
  statusKey,
  after,
  upTo,
}: Omit<PollWindow, 'offsetMinutes'>): Partial<QueryCommandInput> => ({
  KeyConditionExpression: `statusKey = :key AND statusSince ${
    after === undefined ? '<= :upTo' : 'BETWEEN :after AND :upTo'
  }`,
  ExpressionAttributeValues: marshall(
    { ':key': statusKey, ':upTo': upTo, ':after': after },
    { removeUndefinedValues: true },
  ),
});
