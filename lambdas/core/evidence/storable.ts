const MAX_JSON_LENGTH = 20_000;
const MAX_DEPTH = 16;
/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const SMALLEST_NUMBER = 1e-130;
/** The SDK takes a map with such a member for an instance of some class, and does not write it. */
const CLASS_LIKE = ['constructor', '__proto__'];

/** Whether DynamoDB can store a value: it bounds names, texts, numbers, depth and size. */
export const isStorable = (value: unknown): boolean =>
  isAllowed(value, MAX_DEPTH) && JSON.stringify(value).length <= MAX_JSON_LENGTH;

const isAllowed = (value: unknown, depth: number): boolean => {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return isExact(Math.abs(value));
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.entries(value).every((member) => isAllowedMember(member, depth - 1));
};

const isExact = (size: number): boolean =>
  size === 0 || (size >= SMALLEST_NUMBER && size <= Number.MAX_SAFE_INTEGER);

const isAllowedMember = ([name, member]: [string, unknown], depth: number): boolean =>
  isAllowedName(name) && isAllowed(member, depth);

const isAllowedName = (name: string): boolean =>
  name !== '' && name.isWellFormed() && !CLASS_LIKE.includes(name.toLowerCase());
