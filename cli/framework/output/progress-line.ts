import type { Output } from './output.ts';
import { fitLine, rowsOf } from './screen.ts';

/** A progress line that replaces itself. */
export interface ProgressLine {
  show(text: string): void;
  /** Clears the line before the result is printed. */
  clear(): void;
}

const EVERY_MS = 100;

/** Creates a progress line on standard error, which stays silent without a terminal. */
export const createProgressLine = ({ canDraw }: Output): ProgressLine => {
  let shownAt = 0;
  let shown = '';
  const clear = () => {
    const above = rowsOf(shown) - 1;
    process.stderr.write(`\r${above > 0 ? `\u001b[${above}A` : ''}\u001b[J`);
    shown = '';
  };
  return {
    show: (text) => {
      if (!canDraw || performance.now() - shownAt < EVERY_MS) return;
      shownAt = performance.now();
      clear();
      shown = fitLine(text);
      process.stderr.write(shown);
    },
    clear: () => {
      if (canDraw && shownAt > 0) clear();
    },
  };
};
