import { closeSync, constants, fdatasyncSync, ftruncateSync, openSync } from 'node:fs';
import { writeWhole } from '../framework/write-whole.ts';

/** Opens a file of so many bytes of text, or creates it, for its owner alone. */
export const openLineFile = (path: string, length: number) => {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  let end = length;
  return {
    /** Adds a line, which is on the disk when it returns; after an error, the next line takes its place. */
    append: (line: string): void => {
      writeWhole(file, `${line}\n`, end);
      fdatasyncSync(file);
      end += Buffer.byteLength(line) + 1;
    },
    /** Removes what may have been written of a line in vain. */
    close: (): void => {
      ftruncateSync(file, end);
      closeSync(file);
    },
  };
};
