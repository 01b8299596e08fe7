import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { type CliError, usageError } from '../framework/cli-error.ts';
import { printable, shorten } from '../framework/printable.ts';
import { type ListedArchive, readList } from './inventory-list.ts';

// Glacier's are 138 characters long, which is not promised anywhere.
const ARCHIVE_ID = /^[A-Za-z0-9_-]{1,1024}$/;

/** Where a list of archives comes from; `-` is standard input. */
export interface ArchiveSource {
  readonly vault: string;
  readonly archives: readonly string[];
  readonly from?: string | undefined;
  /** A regular expression; with an inventory: only archives whose description matches. */
  readonly match?: string | undefined;
}

/**
 * Reads the ids of archives, each once, in their order.
 *
 * @throws CliError that names the line, before anything is started, when one cannot be an id.
 */
export const readArchives = async (source: ArchiveSource): Promise<string[]> => {
  const { vault, archives, from, match } = source;
  const given: ListedArchive[] = archives.map((id) => ({ id, where: 'the command line' }));
  const name = from === '-' ? 'standard input' : (from ?? 'the command line');
  const listed = from === undefined ? [] : readList(await readSource(from), name, vault);
  const all = [...given, ...listed];
  for (const { id, where } of all) {
    if (!ARCHIVE_ID.test(id)) throw refuse(id, where);
  }
  const picked = match === undefined ? all : pick(all, name, match);
  if (picked.length > 0) return [...new Set(picked.map(({ id }) => id))];
  throw usageError('No archive is named: give ids, or a file of ids with --from.');
};

const pick = (all: readonly ListedArchive[], name: string, match: string): ListedArchive[] => {
  const pattern = compile(match);
  const picked = all.filter(({ description = '' }) => pattern.test(description));
  const isInventory = all.every(({ description }) => description !== undefined);
  if (isInventory && picked.length > 0) return picked;
  const problem = isInventory
    ? `No description of the ${all.length} archives of ${name} matches ${match}.`
    : '--match needs descriptions: give --from an inventory, CSV or JSON, and no other ids.';
  throw usageError(`${problem} Nothing was started.`);
};

const compile = (match: string): RegExp => {
  try {
    return new RegExp(match);
  } catch (cause) {
    const problem = `--match ${match} is no regular expression`;
    const remedy = 'escape special characters with a backslash, such as \\(';
    throw usageError(`${problem}: ${remedy}. Nothing was started.`, { cause });
  }
};

const readSource = async (from: string): Promise<string> => {
  if (from === '-') return text(process.stdin);
  try {
    return await readFile(from, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw usageError(`--from ${from} cannot be read: ${why}.`, { cause });
  }
};

const refuse = (id: string, where: string): CliError =>
  usageError(
    `${shorten(printable(id), 60)} (${where}) is no archive id: give one a line, of A-Z a-z 0-9 _ -, or a whole inventory. Nothing was started.`,
  );
