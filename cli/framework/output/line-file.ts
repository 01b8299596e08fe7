import { closeSync, constants, fdatasyncSync, ftruncateSync, openSync } from 'node:fs';
import { CliError } from '../errors/cli-error.ts';
import { writeWhole } from './write-whole.ts';

/**
 * Opens or creates a file that only its owner can access.
 *
 * @param length - its size in bytes
 * @param name - what errors call it
 */
export const openLineFile = (path: string, length: number, name = path) => {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  let end = length;
  return {
    /**
     * Appends a line and by default flushes it to disk; after an error, the next line overwrites it.
     *
     * @throws CliError when the disk is full.
     */
    append: (line: string, isFlushed = true): void => {
      try {
        writeWhole(file, `${line}\n`, end);
        if (isFlushed) fdatasyncSync(file);
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new CliError(
          `Cannot write ${name}: ${why}. Free some disk space, then run the same command again to resume.`,
          { cause },
        );
      }
      end += Buffer.byteLength(line) + 1;
    },
    /** Truncates a partly written last line. */
    close: (): void => {
      ftruncateSync(file, end);
      closeSync(file);
    },
  };
};
