import truncateWidth from 'fast-string-truncated-width';

const USUAL_LINES = 24;
const RESET = '\u001b[0m';

/** A terminal to draw on; its size may change. */
export type Terminal = Pick<typeof process.stderr, 'rows' | 'columns' | 'write'>;

/** The height of the terminal on standard error. */
export const screenLines = ({ rows }: Pick<Terminal, 'rows'> = process.stderr): number =>
  rows || USUAL_LINES;

/** Creates what redraws lines on standard error in place of the earlier ones, cut at the terminal's width. */
export const createScreen = (terminal: Terminal = process.stderr) => {
  let drawn: readonly string[] = [];
  return {
    /** Draws lines; those in `log` stay above them. */
    draw: (lines: readonly string[], log: readonly string[] = []): void => {
      const rows = drawn.reduce((sum, line) => sum + rowsOf(line, terminal), 0);
      const clear = rows === 0 ? '' : `\u001b[${rows}A\u001b[J`;
      const shown = lines.slice(0, screenLines(terminal) - 1);
      // A line that wrapped would be two.
      const fitted = [...log, ...shown].map((line) => fitLine(line, widthOf(terminal)));
      terminal.write(`${clear}${fitted.join('\n')}\n`);
      drawn = fitted.slice(log.length);
    },
  };
};

const widthOf = ({ columns }: Pick<Terminal, 'columns'>): number =>
  columns || Number.POSITIVE_INFINITY;

/** How many rows a drawn line takes by now: most terminals wrap it when they become narrower. */
export const rowsOf = (line: string, terminal: Terminal = process.stderr): number =>
  Math.max(1, Math.ceil(truncateWidth(line).width / widthOf(terminal)));

/** Cuts a line at a width, by default that of the terminal on standard error. */
export const fitLine = (line: string, limit = widthOf(process.stderr)): string => {
  if (truncateWidth(line).width <= limit) return line;
  let { index } = truncateWidth(line, { limit });
  // That cuts too late where letters follow the glyphs of a bar.
  while (truncateWidth(line.slice(0, index)).width > limit) index -= 1;
  return `${line.slice(0, index)}${RESET}`;
};
