import { stripVTControlCharacters } from 'node:util';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Makes text from elsewhere safe for a terminal: what it holds must not steer the cursor. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text).replaceAll(CONTROL, ' ').trim();

/** Shortens text to so many characters, with an ellipsis. */
export const shorten = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;
