import { closeSync, constants, fdatasyncSync, fstatSync, ftruncateSync, openSync } from 'node:fs';
import { writeWhole } from '../framework/write-whole.ts';

/** A file of lines; as long as it is open, empty lines behind them keep room for more. */
export interface LineFile {
  /**
   * Adds a line, which is on the disk when it returns, and keeps room for so many bytes behind it.
   *
   * @throws Error of the file system; the next line takes the place of what may have been written.
   */
  append(line: string, room: number): void;
  /** Gives back the room. */
  close(): void;
}

/** Opens a file of so many bytes of text, or creates it, for its owner alone. */
export const openLineFile = (path: string, length: number): LineFile => {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  let { size } = fstatSync(file);
  let end = length;
  return {
    append: (line, room) => {
      const next = end + Buffer.byteLength(line) + 1;
      const isFull = size < next + room;
      writeWhole(file, `${line}\n${isFull ? '\n'.repeat(room) : ''}`, end);
      fdatasyncSync(file);
      end = next;
      if (isFull) size = next + room;
    },
    close: () => {
      ftruncateSync(file, end);
      closeSync(file);
    },
  };
};
