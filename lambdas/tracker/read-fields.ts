/** The members of a JSON object by their names in plain lower case: `JobId`, `job-id`, `jobid` are one. */
export type Fields = ReadonlyMap<string, unknown>;

/** Reads the members of a JSON object; whatever else has none. */
export const readFields = (value: unknown): Fields =>
  new Map(isObject(value) ? Object.entries(value).map(([key, one]) => [plain(key), one]) : []);

/** Reads a member that is text and not empty. */
export const readText = (fields: Fields, name: string): string | undefined => {
  const value = fields.get(plain(name));
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
