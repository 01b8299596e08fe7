import { stripVTControlCharacters, styleText } from 'node:util';

/** The lines of the day that the picture shows. */
const story = [
  /^Day \d$/,
  /program +\(d\)/,
  /Glacier +announces "old mailbox"/,
  /Jobs table +"old mailbox" InProgress -> Failed/,
  /webhook +POST \/on-call/,
  /Glacier +completes "tax records"/,
  /Jobs table +"tax records" InProgress -> Succeeded/,
  /webhook +POST \/team .*"tax records"/,
  /webhook +POST \/team glacier\.group\.completed/,
  /Jobs table +"expense report" Succeeded -> Expiring/,
  /webhook +POST \/team glacier\.job\.expiring/,
];

/** Then the closing table, the promise of each job, and the last words. */
const closing = [
  /^ +job +status/,
  /^\([a-f]\)/,
  /^kept +\([a-f]\)/,
  /^kept +one message/,
  /^Every promise was kept/,
];

const leftOut = styleText('dim', '...', { validateStream: false });

/**
 * Chooses the lines of a demo that its picture shows, as they were printed.
 *
 * What is left out between them becomes a line of three dots, or of nothing before a part.
 * @throws Error when the demo no longer prints a line that the picture needs.
 */
export const chooseLines = (output: string): readonly string[] => {
  // A wrapped line is chosen with its indented remainder.
  const lines = output.split(/\n(?! {8})/);
  const isChosen = (patterns: readonly RegExp[]) => (line: string) =>
    patterns.some((pattern) => pattern.test(stripVTControlCharacters(line)));
  for (const pattern of [...story, ...closing]) {
    if (lines.some(isChosen([pattern]))) continue;
    throw new Error(`The demo prints no line like ${pattern.source}: choose another.`);
  }
  const table = closing.slice(0, 2);
  return [
    '$ npm run demo',
    leftOut,
    ...lines.filter(isChosen(story)),
    leftOut,
    '',
    ...lines.filter(isChosen(table)),
    '',
    ...lines.filter(isChosen(closing.slice(2, 3))),
    leftOut,
    ...lines.filter(isChosen(closing.slice(3))),
  ].flatMap((line) => line.split('\n'));
};
