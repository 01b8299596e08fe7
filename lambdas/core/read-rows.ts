import type * as z from 'zod/mini';
import { DamagedItemError } from './errors.ts';
import { readRow, type TableName } from './rows.ts';

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
