import * as z from 'zod';

/** Parses a number that may be text, as from `-c` on the command line. */
export const number = (schema: z.ZodNumber) =>
  z.preprocess((value) => (isText(value) ? Number(value) : value), schema);

/** Parses a Boolean that may be text. */
export const truth = () => z.preprocess(toTruth, z.boolean());

/** Parses a Boolean that may be text, or a word. */
export const truthOr = <Word extends string>(word: Word) =>
  z.preprocess(
    toTruth,
    z.union([z.boolean(), z.literal(word)], `expected true, false or "${word}"`),
  );

/** Parses a list that may be comma-separated text; empty text is an empty list. */
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
