import { stripVTControlCharacters } from 'node:util';

/** Joins words to lines of a width, and the first to a width of its own; a longer word stays whole. */
const wrapWords = (words: readonly string[], width: number, firstWidth: number): string[] => {
  const lines = words.slice(0, 1);
  for (const word of words.slice(1)) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length > (lines.length === 1 ? firstWidth : width)) lines.push(word);
    else lines[lines.length - 1] = line;
  }
  return lines;
};

/**
 * Returns a text after its lead, further lines indented below the text; the lead may have colors.
 *
 * A word that is too long for that indent reduces it.
 */
export const hang = (lead: string, text: string, width: number): string => {
  const words = text.split(' ');
  const leadWidth = stripVTControlCharacters(lead).length;
  const longest = Math.max(...words.map(({ length }) => length));
  const indent = Math.max(0, Math.min(leadWidth, width - longest));
  const lines = wrapWords(words, width - indent, width - leadWidth);
  return lead + lines.join(`\n${' '.repeat(indent)}`);
};

const COMMAND = /^ +(?:curl|npx|node|aws|export) /;

/** Breaks a command before options and arguments, so that a shell still reads it as one. */
const fitCommand = (line: string, width: number): string => {
  const args = line.match(/(?:-+[\w-]+ (?!-))?(?:[^\s'\\]|\\.|'[^']*')+/g) ?? [];
  return `  ${wrapWords(args, width - 6, width - 4).join(' \\\n    ')}`;
};

/** Fits a text of several lines: prose, commands, and tables of a name and its description. */
export const fitText = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => {
      const lead = /^ +\S.*? {2,}/.exec(line)?.[0] ?? '';
      if (lead === '' && COMMAND.test(line)) return fitCommand(line, width);
      return hang(lead, line.slice(lead.length), width);
    })
    .join('\n');
