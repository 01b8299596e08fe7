import { type CliError, usageError } from '../framework/errors/cli-error.ts';
import { printable, shorten } from '../framework/output/printable.ts';
import { readSource } from '../framework/read-source.ts';
import { type ListedArchive, readList } from './inventory-list.ts';

// Glacier's ids have 138 characters, but no document guarantees that.
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
 * Reads archive ids in their order, without duplicates.
 *
 * @throws CliError with the line of a malformed id, before any job is started.
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
  throw usageError('No archives specified: give archive ids, or a file of ids with --from.');
};

const pick = (all: readonly ListedArchive[], name: string, match: string): ListedArchive[] => {
  const pattern = compile(match);
  const picked = all.filter(({ description = '' }) => pattern.test(description));
  const isInventory = all.every(({ description }) => description !== undefined);
  if (isInventory && picked.length > 0) return picked;
  const problem = isInventory
    ? `None of the ${all.length} archives of ${name} has a description that matches ${match}.`
    : '--match requires descriptions: specify only a CSV or JSON inventory with --from.';
  throw usageError(`${problem} Nothing was started.`);
};

const compile = (match: string): RegExp => {
  try {
    return new RegExp(match);
  } catch (cause) {
    const problem = `--match ${match} is not a valid regular expression`;
    const remedy = 'escape special characters with a backslash, such as \\(';
    throw usageError(`${problem}: ${remedy}. Nothing was started.`, { cause });
  }
};

const refuse = (id: string, where: string): CliError =>
  usageError(
    `${shorten(printable(id), 60)} (${where}) is not an archive id: specify one id per line (A-Z a-z 0-9 _ -), or a complete inventory. Nothing was started.`,
  );
