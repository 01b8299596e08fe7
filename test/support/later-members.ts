import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as fc from 'fast-check';

const laterName = (): fc.Arbitrary<string> => fc.stringMatching(/^later[A-Z][a-z]{0,4}$/);

const laterValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.bigInt({ min: 2n ** 60n, max: 2n ** 80n }),
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
  return unmarshall((await client.send(command)).Item ?? {});
};
