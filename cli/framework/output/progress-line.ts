import type { Output } from './output.ts';
import { fitLine } from './screen.ts';

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
  return {
    show: (text) => {
      if (!canDraw || Date.now() - shownAt < EVERY_MS) return;
      shownAt = Date.now();
      process.stderr.write(`\r\u001b[2K${fitLine(text)}`);
    },
    clear: () => {
      if (canDraw && shownAt > 0) process.stderr.write('\r\u001b[2K');
    },
  };
};
