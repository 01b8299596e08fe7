import { closeSync, constants, fdatasyncSync, ftruncateSync, openSync } from 'node:fs';
import { writeWhole } from '../framework/write-whole.ts';

/** A file of lines. */
export interface LineFile {
  /**
   * Adds a line, which is on the disk when it returns.
   *
   * @throws Error of the file system; the next line takes the place of what may have been written.
   */
  append(line: string): void;
  /** Removes what may have been written of a line in vain. */
  close(): void;
}

/** Opens a file of so many bytes of text, or creates it, for its owner alone. */
export const openLineFile = (path: string, length: number): LineFile => {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  let end = length;
  return {
    append: (line) => {
      writeWhole(file, `${line}\n`, end);
      fdatasyncSync(file);
      end += Buffer.byteLength(line) + 1;
    },
    close: () => {
      ftruncateSync(file, end);
      closeSync(file);
    },
  };
};
