import {
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { DELIVERY_STATES } from '../../core/delivery/delivery.ts';
import type {
  DeliveryIndex,
  DeliveryPage,
  PageKey,
  WaitingRange,
} from '../../core/delivery/ports.ts';
import type { OnDamaged } from '../../core/rows.ts';
import { toPlainItem } from './items/plain-item.ts';
import { readItems } from './items/read-items.ts';

const PAGE_SIZE = 100;

/**
 * Comes before every instant. The service refuses an empty text in a key's condition, emulators do not.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 */
const BEFORE_ANY = '0';

const DueKey = z.object({ eventId: z.string(), endpointId: z.string() });
const Waiting = z.object({
  ...DueKey.shape,
  state: z.enum(DELIVERY_STATES),
  attemptCount: z.number(),
  updatedAt: z.string(),
  nextAttemptAt: z.optional(z.string()),
});
const IndexKey = z.record(z.string(), z.string());

/** Creates the reader of the Deliveries table's indexes. */
export const createDynamoDeliveryIndex = (
  client: DynamoDBClient,
  tableName: string,
  onDamaged?: OnDamaged,
): DeliveryIndex => {
  const query = async <Entry>(
    schema: z.ZodMiniType<Entry>,
    input: Partial<QueryCommandInput>,
    startKey: PageKey | undefined,
  ): Promise<DeliveryPage<Entry>> => {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        Limit: PAGE_SIZE,
        ExclusiveStartKey: startKey && marshall(startKey),
        ...input,
      }),
    );
    return {
      entries: readItems(Items, { schema, table: 'Deliveries', onDamaged }),
      next: LastEvaluatedKey && IndexKey.parse(toPlainItem(LastEvaluatedKey)),
    };
  };
  return {
    due: (shard, at, startKey) => query(DueKey, dueQuery(shard, at), startKey),
    countWaiting: async (shard) => {
      const answer = await client.send(
        new QueryCommand({ TableName: tableName, Select: 'COUNT', ...shardQuery(shard) }),
      );
      return answer.Count ?? 0;
    },
    ofEndpoint: (range, startKey) => query(Waiting, rangeQuery(range), startKey),
  };
};

const dueQuery = (shard: string, at: string): Partial<QueryCommandInput> => ({
  IndexName: 'due',
  KeyConditionExpression: 'dueShard = :shard AND nextAttemptAt <= :at',
  ExpressionAttributeValues: marshall({ ':shard': shard, ':at': at }),
});

const shardQuery = (shard: string): Partial<QueryCommandInput> => ({
  IndexName: 'due',
  KeyConditionExpression: 'dueShard = :shard',
  ExpressionAttributeValues: marshall({ ':shard': shard }),
});

const rangeQuery = ({ endpointId, from, to, states }: WaitingRange): Partial<QueryCommandInput> => {
  const named = Object.fromEntries(states.map((state, index) => [`:state${index}`, state]));
  return {
    IndexName: 'byEndpoint',
    KeyConditionExpression: 'endpointId = :endpoint AND updatedAt BETWEEN :from AND :to',
    FilterExpression: `#state IN (${Object.keys(named).join(', ')})`,
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: marshall({
      ':endpoint': endpointId,
      ':from': from === '' ? BEFORE_ANY : from,
      ':to': to,
      ...named,
    }),
  };
};
