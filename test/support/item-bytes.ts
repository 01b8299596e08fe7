/**
 * The bytes of an item as DynamoDB reckons them.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export const itemBytes = (item: object): number =>
  Object.entries(item)
    .filter(([, value]) => value !== undefined)
    .reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);

const CONTAINER_BYTES = 3;

const valueBytes = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, one) => sum + 1 + valueBytes(one), CONTAINER_BYTES);
  }
  if (typeof value !== 'object' || value === null) return 1;
  return CONTAINER_BYTES + Object.keys(value).length + itemBytes(value);
};
