import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { usageError } from './errors/cli-error.ts';

/**
 * Reads the file of `--from`; `-` is standard input.
 *
 * @throws CliError when it cannot be read.
 */
export const readSource = async (from: string): Promise<string> => {
  if (from === '-') return text(process.stdin);
  try {
    return await readFile(from, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw usageError(`Cannot read --from ${from}: ${why}.`, { cause });
  }
};
