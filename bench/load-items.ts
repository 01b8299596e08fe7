import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mapInParallel } from '../lambdas/core/function/map-in-parallel.ts';

const BATCH = 25;
const AT_ONCE = 8;

/** Puts items into a table of a local DynamoDB. */
export const loadItems = async (
  client: DynamoDBClient,
  table: string,
  { count, itemOf }: { readonly count: number; readonly itemOf: (number: number) => object },
): Promise<void> => {
  const starts = Array.from({ length: Math.ceil(count / BATCH) }, (_, batch) => batch * BATCH);
  await mapInParallel(starts, AT_ONCE, async (from) => {
    const puts = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) => ({
      PutRequest: { Item: marshall(itemOf(from + index)) },
    }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
  });
};
