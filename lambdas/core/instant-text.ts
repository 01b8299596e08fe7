import * as z from 'zod/mini';
import { parseInstant } from './instant.ts';

/**
 * An instant in a row of one of this service's tables.
 *
 * Dates are reckoned with: one that is none has to be found where it is read, and not halfway through
 * what is done with it.
 */
export const InstantText = z
  .string()
  .check(z.refine((text) => parseInstant(text) !== undefined, 'is not an instant'));
