import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, NumberValueImpl } from '@aws-sdk/util-dynamodb';
import * as fc from 'fast-check';
import { toPlainItem } from '../../lambdas/adapters/dynamo/items/plain-item.ts';

const laterName = (): fc.Arbitrary<string> => fc.stringMatching(/^later[A-Z][a-z]{0,4}$/);

const laterValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.bigInt({ min: 2n ** 60n, max: 2n ** 80n }).map((size) => NumberValueImpl.from(`${size}`)),
    // The SDK's own reading throws at the first, and loses digits of the second.
    fc.constantFrom('9007199254740993.5', '0.1234567890123456789').map(NumberValueImpl.from),
    fc.constant(new Set(['a', 'b'])),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(laterName(), tie('value'), { maxKeys: 3 }),
  ),
})).value;

/** Members that a later version may add to a row or to a part of one: none has a name known today. */
export const laterMembers = (): fc.Arbitrary<Record<string, unknown>> =>
  fc.dictionary(laterName(), laterValue, { minKeys: 1, maxKeys: 3 });

/** Reads a row as it is in the table. */
export const readRaw = async (
  client: DynamoDBClient,
  table: string,
  key: object,
): Promise<Record<string, unknown>> => {
  const command = new GetItemCommand({
    TableName: table,
    Key: marshall(key),
    ConsistentRead: true,
  });
  return toPlainItem((await client.send(command)).Item ?? {});
};
