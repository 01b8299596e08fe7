import { writeSync } from 'node:fs';

/** Writes all of a text or throws: a disk that fills up takes a part, and reports only its length. */
export const writeWhole = (file: number, text: string, position?: number): void => {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) {
    const at = position === undefined ? null : position + written;
    written += writeSync(file, bytes, written, undefined, at);
  }
};
