import { existsSync, readFileSync } from 'node:fs';
import {
  applyLine,
  type OutputProgress,
  type ProgressLine,
  readProgress,
} from '../../../operations/fetch/progress-lines.ts';
import { openLineFile } from '../../framework/output/line-file.ts';
import { lockFile } from '../../framework/output/lock-file.ts';

/** Records how far each output has got, so that a fetch can be resumed. */
export interface ProgressFile {
  /** The progress of the output that was last stored under a name. */
  of(name: string): OutputProgress | undefined;
  /**
   * Notes a line; of `begin` also that it survives a power failure: what follows must never be read without it.
   *
   * @throws CliError when the disk is full.
   */
  note(line: ProgressLine): void;
  close(): void;
}

/**
 * Opens a progress file, or creates it.
 *
 * @throws CliError when another process uses it, or it cannot be written.
 */
export const openProgressFile = (path: string): ProgressFile => {
  const unlock = lockFile(path);
  try {
    const content = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const progress = readProgress(content.split('\n'));
    const file = openLineFile(path, Buffer.byteLength(content));
    // A torn line stays as it is: the line break keeps the next line apart from it.
    if (!/(^|\n)$/.test(content)) file.append('');
    return {
      of: (name) => progress.get(name),
      note: (line) => {
        file.append(JSON.stringify(line), 'begin' in line);
        applyLine(progress, line);
      },
      close: () => {
        file.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
};
