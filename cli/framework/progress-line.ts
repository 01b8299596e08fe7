import type { Output } from './output.ts';

/** A line that tells how far something has come, and replaces itself. */
export interface ProgressLine {
  show(text: string): void;
  /** Takes the line away, so that the result stands alone. */
  clear(): void;
}

const EVERY_MS = 100;

/** Creates a progress line on standard error; where nobody watches, nothing is written. */
export const createProgressLine = ({ canDraw }: Output): ProgressLine => {
  let shownAt = 0;
  return {
    show: (text) => {
      if (!canDraw || Date.now() - shownAt < EVERY_MS) return;
      shownAt = Date.now();
      process.stderr.write(`\r\u001b[2K${text}`);
    },
    clear: () => {
      if (canDraw && shownAt > 0) process.stderr.write('\r\u001b[2K');
    },
  };
};
