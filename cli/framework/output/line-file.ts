import { closeSync, constants, fdatasyncSync, ftruncateSync, openSync } from 'node:fs';
import { writeWhole } from './write-whole.ts';

/** Opens or creates a file that only its owner can access; `length` is its size in bytes. */
export const openLineFile = (path: string, length: number) => {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  let end = length;
  return {
    /** Appends a line and by default flushes it to disk; after an error, the next line overwrites it. */
    append: (line: string, isFlushed = true): void => {
      writeWhole(file, `${line}\n`, end);
      if (isFlushed) fdatasyncSync(file);
      end += Buffer.byteLength(line) + 1;
    },
    /** Truncates a partly written last line. */
    close: (): void => {
      ftruncateSync(file, end);
      closeSync(file);
    },
  };
};
