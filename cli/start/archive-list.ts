import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { CliError } from '../framework/cli-error.ts';
import { EXIT } from '../framework/exit-code.ts';
import { printable, shorten } from '../framework/printable.ts';

// Glacier's are 138 characters long, which is not promised anywhere.
const ARCHIVE_ID = /^[A-Za-z0-9_-]{1,1024}$/;

/** Where a list of archives comes from; `-` is standard input. */
export interface ArchiveSource {
  readonly archives: readonly string[];
  readonly from?: string | undefined;
}

/**
 * Reads the ids of archives, each once, in their order.
 *
 * @throws CliError that names the line, before anything is started, when one cannot be an id.
 */
export const readArchives = async ({ archives, from }: ArchiveSource): Promise<string[]> => {
  const given = archives.map((id) => ({ id, where: 'the command line' }));
  const listed = from === undefined ? [] : readLines(await readSource(from), from);
  const all = [...given, ...listed];
  for (const { id, where } of all) {
    if (!ARCHIVE_ID.test(id)) throw refuse(id, where);
  }
  if (all.length > 0) return [...new Set(all.map(({ id }) => id))];
  throw new CliError('No archive is named: give ids, or a file of ids with --from.', {
    exitCode: EXIT.usage,
  });
};

const readSource = async (from: string): Promise<string> => {
  if (from === '-') return text(process.stdin);
  try {
    return await readFile(from, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`--from ${from} cannot be read: ${why}.`, { exitCode: EXIT.usage, cause });
  }
};

/** An id a line; what is empty or begins with `#` is none. */
const readLines = (content: string, from: string) =>
  content
    .split(/\r?\n/)
    .map((line, index) => ({
      id: line.trim(),
      where: `line ${index + 1} of ${from === '-' ? 'standard input' : from}`,
    }))
    .filter(({ id }) => id !== '' && !id.startsWith('#'));

const refuse = (id: string, where: string): CliError =>
  new CliError(
    `${shorten(printable(id), 60)} (${where}) is no archive id: give one a line, of A-Z a-z 0-9 _ -. Nothing was started.`,
    { exitCode: EXIT.usage },
  );
