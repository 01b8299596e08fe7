import * as z from 'zod';

/** Reads a number that may come as text, as `-c` on the command line gives it. */
export const number = (schema: z.ZodNumber) =>
  z.preprocess((value) => (isText(value) ? Number(value) : value), schema);

/** Reads a truth value that may come as text. */
export const truth = () => z.preprocess(toTruth, z.boolean());

/** Reads a truth value that may come as text, or a word. */
export const truthOr = <Word extends string>(word: Word) =>
  z.preprocess(
    toTruth,
    z.union([z.boolean(), z.literal(word)], `expected true, false or "${word}"`),
  );

/** Reads a list that may come as text, its items separated by commas; empty text is an empty list. */
export const list = <Item extends z.ZodType>(schema: z.ZodArray<Item>) =>
  z.preprocess((value) => (typeof value === 'string' ? split(value) : value), schema);

const toTruth = (value: unknown): unknown =>
  value === 'true' || value === 'false' ? value === 'true' : value;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '';

const split = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
