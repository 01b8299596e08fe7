import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { toPlainItem } from './plain-item.ts';

/** What is read of each item, and how. */
export interface BatchGetOptions {
  readonly projection: string;
  readonly names: Readonly<Record<string, string>>;
  /** @default false - half the price */
  readonly isConsistent?: boolean | undefined;
  /** How many requests are sent at a time. @default 1 */
  readonly lanes?: number | undefined;
}

/** What DynamoDB reads in one request. */
const MOST_KEYS = 100;

/**
 * Reads any number of items of a table by their keys, a hundred a request; those that are missing are
 * left out. The keys must be distinct.
 */
export const batchGet = async (
  client: DynamoDBClient,
  tableName: string,
  keys: readonly object[],
  options: BatchGetOptions,
): Promise<Record<string, unknown>[]> => {
  const { projection, names, isConsistent = false, lanes = 1 } = options;
  const waiting = keys.map((key) => marshall(key));
  const found: Record<string, unknown>[] = [];
  const read = async (some: typeof waiting): Promise<void> => {
    const request = {
      Keys: some,
      ConsistentRead: isConsistent,
      ProjectionExpression: projection,
      ExpressionAttributeNames: names,
    };
    const command = new BatchGetItemCommand({ RequestItems: { [tableName]: request } });
    const answer = await client.send(command);
    for (const item of answer.Responses?.[tableName] ?? []) found.push(toPlainItem(item));
    const left = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
    if (left.length === some.length)
      throw new Error('DynamoDB processed no key of a BatchGetItem.');
    waiting.push(...left);
  };
  const work = async (): Promise<void> => {
    while (waiting.length > 0) await read(waiting.splice(-MOST_KEYS));
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return found;
};
