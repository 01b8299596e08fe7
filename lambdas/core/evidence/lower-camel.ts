/** Keys whose values are the user's own names, which are not ours to rename. */
const USER_MAPS = new Set(['UserMetadata', 'Tagging', 'userMetadata', 'tagging']);

/** Renames one of Glacier's fields to its name in the Jobs table. */
export const lowerCamel = (key: string): string =>
  key
    .replace('SHA256', 'Sha256')
    .replace(/^[A-Z]+(?=[A-Z][a-z]|\d|$)|^[A-Z]/, (start) => start.toLowerCase());

const convert = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(convert);
  return typeof value === 'object' && value !== null ? withLowerCamelKeys(value) : value;
};

/** Renames `SNSTopic` to `snsTopic` and so on at every depth, and leaves out nulls. */
export const withLowerCamelKeys = (value: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null && member !== undefined)
      .map(([key, member]) => [lowerCamel(key), USER_MAPS.has(key) ? member : convert(member)]),
  );
