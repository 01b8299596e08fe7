import type * as z from 'zod/mini';
import { DamagedItemError } from './errors.ts';

/** Which table a row is of. */
export type TableName = 'Jobs' | 'Endpoints' | 'Deliveries';

/**
 * Reads a row of one of this service's tables.
 *
 * @throws DamagedItemError that names the fields that this service did not write so.
 */
export const readRow = <Row>(schema: z.ZodMiniType<Row>, item: unknown, table: TableName): Row => {
  const { success, data, error } = schema.safeParse(item);
  if (success) return data;
  const fields = error.issues.map(({ path }) => path.join('.') || 'the item itself').join(', ');
  throw new DamagedItemError(`The item of the ${table} table is damaged in: ${fields}.`, {
    cause: error,
  });
};
