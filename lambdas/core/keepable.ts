const MAX_JSON_LENGTH = 20_000;
const MAX_DEPTH = 16;

/** Says whether a row can keep a value: DynamoDB bounds depth and size, and numbers must be exact. */
export const isKeepable = (value: unknown): boolean =>
  isShallow(value, MAX_DEPTH) && JSON.stringify(value).length <= MAX_JSON_LENGTH;

const isShallow = (value: unknown, depth: number): boolean => {
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((member) => isShallow(member, depth - 1));
};
