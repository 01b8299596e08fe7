import type * as z from 'zod/mini';
import { DamagedItemError, NewerItemError } from './errors.ts';

/** Which table a row is of. */
export type TableName = 'Jobs' | 'Endpoints' | 'Deliveries';

/** What a later version may have added; any other text is damage, and may be a payload. */
const WORD = /^\w{1,40}$/;

/**
 * Reads a row of one of this service's tables.
 *
 * @throws NewerItemError when a word or a version in it is not known here.
 * @throws DamagedItemError that names the fields that this service did not write so.
 */
export const readRow = <Row>(schema: z.ZodMiniType<Row>, item: unknown, table: TableName): Row => {
  const { success, data, error } = schema.safeParse(item);
  if (success) return data;
  const unknown = error.issues.flatMap((issue) => describeUnknown(issue, item));
  if (unknown.length > 0) {
    throw new NewerItemError(
      `The item of the ${table} table contains unknown values: ${unknown.join(', ')}. A later version wrote it. Keep the item, and upgrade to that version.`,
      { cause: error },
    );
  }
  const fields = error.issues.map(({ path }) => path.join('.') || 'the item itself').join(', ');
  throw new DamagedItemError(`The item of the ${table} table is damaged in: ${fields}.`, {
    cause: error,
  });
};

const describeUnknown = ({ code, path }: z.core.$ZodIssue, item: unknown): string[] => {
  const value = code === 'invalid_value' ? valueAt(item, path) : undefined;
  const isWord = typeof value === 'number' || (typeof value === 'string' && WORD.test(value));
  return isWord ? [`${path.join('.')} ${JSON.stringify(value)}`] : [];
};

const valueAt = (item: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined,
    item,
  );
