import * as z from 'zod/mini';
import { DamagedItemError, NewerItemError } from './errors.ts';
import { parseInstant } from './instant.ts';

/** Which table a row is of. */
export type TableName = 'Jobs' | 'Groups' | 'Endpoints' | 'Deliveries';

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

/**
 * An instant in a row of one of this service's tables.
 *
 * Dates are reckoned with: one that is none has to be found where it is read, and not halfway through
 * what is done with it.
 */
export const InstantText = z
  .string()
  .check(z.refine((text) => parseInstant(text) !== undefined, 'is not an instant'));

/** Hears which row of a list is left out, and why. */
export type OnDamaged = (reason: string, row: Readonly<Record<string, unknown>>) => void;

/** How rows are read. */
export interface ReadRowsOptions<Row> {
  readonly schema: z.ZodMiniType<Row>;
  readonly table: TableName;
  /** @default - a damaged row is an error */
  readonly onDamaged?: OnDamaged | undefined;
}

/**
 * Reads rows for a list, of which one that is damaged must not hide the others.
 *
 * @throws DamagedItemError if there is no handler for skipped rows.
 */
export const readRows = <Row>(
  items: readonly Readonly<Record<string, unknown>>[],
  { schema, table, onDamaged }: ReadRowsOptions<Row>,
): Row[] =>
  items.flatMap((item) => {
    try {
      return [readRow(schema, item, table)];
    } catch (error) {
      if (onDamaged === undefined || !(error instanceof DamagedItemError)) throw error;
      onDamaged(`${error.message} (${nameOf(item)})`, item);
      return [];
    }
  });

const nameOf = ({ jobId, eventId, endpointId }: Readonly<Record<string, unknown>>): string =>
  [jobId, eventId, endpointId].filter((part) => typeof part === 'string').join(', ') || 'no key';
