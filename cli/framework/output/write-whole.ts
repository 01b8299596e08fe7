import { writeSync } from 'node:fs';

/** Writes a text in full or throws: a full disk takes only part of it and reports its length. */
export const writeWhole = (file: number, text: string, position?: number): void => {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) {
    const at = position === undefined ? null : position + written;
    written += writeSync(file, bytes, written, undefined, at);
  }
};
