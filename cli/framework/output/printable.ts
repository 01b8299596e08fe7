// Each part excludes the characters that begin the next, so that matching takes linear time on any text.
const CONTROL_SEQUENCE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Bidirectional controls, zero-width characters and other invisible format characters. */
const INVISIBLE = /\p{Cf}/gu;

/**
 * Makes text from elsewhere safe for a terminal: it cannot move the cursor, and it is shown in the
 * order in which it is stored.
 */
export const printable = (text: string): string =>
  text.replaceAll(CONTROL_SEQUENCE, '').replaceAll(INVISIBLE, '').replaceAll(CONTROL, ' ').trim();

/** Shortens text to at most `length` characters, with an ellipsis. */
export const shorten = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;
