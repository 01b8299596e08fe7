import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type * as z from 'zod/mini';
import type { JobKey } from '../../../core/evidence/evidence.ts';
import { type OnDamaged, readRows } from '../../../core/rows.ts';
import { toPlainItem } from './plain-item.ts';

/** What is read of each job, and how. */
export interface BatchGetOptions<Row> {
  /** Its attributes are those that are read. */
  readonly schema: z.ZodMiniType<Row> & { readonly shape: Readonly<Record<string, unknown>> };
  /** @default - a damaged row is an error */
  readonly onDamaged?: OnDamaged | undefined;
  /** @default false - half the price */
  readonly isConsistent?: boolean | undefined;
  /** How many requests are sent at a time. @default 1 */
  readonly lanes?: number | undefined;
}

/** What DynamoDB reads in one request. */
const MOST_KEYS = 100;

/**
 * Reads any number of jobs of the Jobs table by their keys, a hundred a request and each once, in no
 * order; those that are missing are left out.
 */
export const batchGet = async <Row>(
  client: DynamoDBClient,
  tableName: string,
  keys: readonly JobKey[],
  { schema, onDamaged, isConsistent = false, lanes = 1 }: BatchGetOptions<Row>,
): Promise<Row[]> => {
  const distinct = new Map(
    keys.map(({ vaultArn, jobId }) => [`${vaultArn} ${jobId}`, { vaultArn, jobId }]),
  );
  const waiting = [...distinct.values()].map((key) => marshall(key));
  const attributes = Object.keys(schema.shape);
  const found: Record<string, unknown>[] = [];
  const read = async (some: typeof waiting): Promise<void> => {
    const request = {
      Keys: some,
      ConsistentRead: isConsistent,
      ProjectionExpression: attributes.map((_, index) => `#${index}`).join(', '),
      ExpressionAttributeNames: Object.fromEntries(
        attributes.map((name, index) => [`#${index}`, name]),
      ),
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
  return readRows(found, { schema, table: 'Jobs', onDamaged });
};
