import { NumberValueImpl, unmarshall } from '@aws-sdk/util-dynamodb';

/** An item as DynamoDB returns it. */
export type DynamoItem = Parameters<typeof unmarshall>[0];

/**
 * Returns an item as plain values.
 *
 * By itself the SDK throws at a number such as 1E+30, which a later version may have added. Here, a number
 * that JavaScript cannot hold exactly keeps its text, and is written back as it was.
 */
export const toPlainItem = (item: DynamoItem): Record<string, unknown> =>
  unmarshall(item, { wrapNumbers: readNumber });

const readNumber = (text: string): number | NumberValueImpl => {
  const value = Number(text);
  const isExact =
    Math.abs(value) <= Number.MAX_SAFE_INTEGER && digitsOf(String(value)) === digitsOf(text);
  return isExact ? value : NumberValueImpl.from(text);
};

const digitsOf = (number: string): string =>
  number
    .replace(/e.*$/i, '')
    .replace(/[-.]/g, '')
    .replace(/^0+|0+$/g, '');
