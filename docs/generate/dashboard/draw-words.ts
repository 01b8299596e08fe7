import { words } from '../svg.ts';
import type { WidgetOf } from './dashboard-body.ts';
import { INK, MUTED } from './look.ts';

const LINE_HEIGHT = 19;
/** How many letters of 13 px fit into 54 px. */
const LETTERS_A_COLUMN = 7.6;

/** Draws headings and words. */
export const drawWords = ({ width, properties }: WidgetOf<'text'>): string => {
  const [first = '', ...others] = properties.markdown.split('\n');
  const heading = /^(#+) (.*)$/.exec(first);
  const isTitle = heading?.[1] === '#';
  const plain = others.join(' ').replaceAll(/[*`]/g, '');
  const lines = wrap(plain, Math.floor(width * LETTERS_A_COLUMN));
  return [
    words(heading?.[2] ?? first, 2, isTitle ? 24 : 22, {
      'font-size': isTitle ? 24 : 17,
      'font-weight': 'bold',
      fill: isTitle ? INK : '#0b62a4',
    }),
    ...lines.map((line, index) => words(line, 2, 48 + index * LINE_HEIGHT, LOOK)),
  ].join('\n');
};

const LOOK = { 'font-size': 13, fill: MUTED } as const;

const wrap = (plain: string, letters: number): string[] => {
  const lines: string[] = [];
  for (const word of plain.split(' ').filter((one) => one !== '')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= letters) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
};
