import truncateWidth from 'fast-string-truncated-width';
import type { Output } from './output.ts';

const USUAL_LINES = 24;
const RESET = '\u001b[0m';

/** The height of the terminal on standard error. */
export const screenLines = (): number => process.stderr.rows || USUAL_LINES;

/** Creates what redraws lines on standard error in place of the earlier ones, cut at the terminal's width. */
export const createScreen = ({ columns }: Pick<Output, 'columns'>) => {
  let drawn = 0;
  return {
    /** Draws lines; those in `log` stay above them. */
    draw: (lines: readonly string[], log: readonly string[] = []): void => {
      const shown = lines.slice(0, screenLines() - 1);
      const clear = drawn === 0 ? '' : `\u001b[${drawn}A\u001b[J`;
      // A line that wrapped would be two.
      const fitted = [...log, ...shown].map((line) => fitLine(line, columns));
      process.stderr.write(`${clear}${fitted.join('\n')}\n`);
      drawn = shown.length;
    },
  };
};

/** Cuts a line at a width. */
export const fitLine = (line: string, limit: number): string => {
  if (truncateWidth(line).width <= limit) return line;
  let { index } = truncateWidth(line, { limit });
  // That cuts too late where letters follow the glyphs of a bar.
  while (truncateWidth(line.slice(0, index)).width > limit) index -= 1;
  return `${line.slice(0, index)}${RESET}`;
};
