import * as z from 'zod/mini';

/** A variable that is not empty. */
export const text = z.string().check(z.minLength(1, 'must not be empty'));

/** Whole numbers, joined by commas. */
export const wholeNumbers = z.pipe(
  z.string().check(z.regex(/^\d+(,\d+)*$/, 'must be whole numbers separated by commas')),
  z.transform((joined: string) => joined.split(',').map(Number)),
);
