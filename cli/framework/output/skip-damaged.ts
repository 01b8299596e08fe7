import { DamagedItemError } from '../../../lambdas/core/errors.ts';
import type { OnDamaged } from '../../../lambdas/core/rows.ts';

/** Returns a reader of rows by key that leaves out a damaged row, and reports it by its name. */
export const skipDamaged =
  <Key extends object, Row>(
    read: (key: Key) => Promise<Row | undefined>,
    onDamaged: OnDamaged,
    nameOf: (key: Key) => string,
  ): ((key: Key) => Promise<Row | undefined>) =>
  async (key) => {
    try {
      return await read(key);
    } catch (error) {
      if (!(error instanceof DamagedItemError)) throw error;
      onDamaged(`${error.message} (${nameOf(key)})`, Object.fromEntries(Object.entries(key)));
      return undefined;
    }
  };
