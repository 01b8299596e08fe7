import * as z from 'zod/mini';
import { parseJson } from '../../lambdas/core/parse-json.ts';
import { parseVaultArn } from '../../lambdas/core/vault.ts';
import { type CliError, usageError } from '../framework/cli-error.ts';

/** An archive as a list names it. */
export interface ListedArchive {
  readonly id: string;
  /** Where in the list that is. */
  readonly where: string;
  /** Absent in a list of ids. */
  readonly description?: string | undefined;
}

const Inventory = z.object({
  VaultARN: z.optional(z.string()),
  ArchiveList: z.array(
    z.object({ ArchiveId: z.string(), ArchiveDescription: z.optional(z.nullable(z.string())) }),
  ),
});

/** Descriptions have no line breaks, and only they have quotes and commas. */
const ROW = /^([^,]*),(.*),[^,]*,[^,]*,[^,]*$/;

/**
 * Reads a list of archives: an inventory as Glacier writes it, JSON or CSV, or an id a line.
 *
 * @throws CliError when it is JSON and no inventory of this vault.
 */
export const readList = (content: string, source: string, vault: string): ListedArchive[] => {
  const text = content.replace(/^\uFEFF/, '');
  if (/^\s*[{[]/.test(text)) return readJson(text, source, vault);
  const lines = text.split(/\r?\n/).map((line, index) => ({
    id: line.trim(),
    where: `line ${index + 1} of ${source}`,
  }));
  const isCsv = /^"?ArchiveId"?,/.test(text);
  return (isCsv ? lines.slice(1) : lines)
    .filter(({ id }) => id !== '' && !id.startsWith('#'))
    .map((line) => (isCsv ? readRow(line) : line));
};

const readJson = (text: string, source: string, vault: string): ListedArchive[] => {
  const { success, data } = Inventory.safeParse(parseJson(text));
  if (!success) {
    throw unusable(`${source} is no inventory: give the whole output of an inventory job.`);
  }
  const of = parseVaultArn(data.VaultARN ?? '')?.vaultName;
  const name = parseVaultArn(vault)?.vaultName ?? vault;
  if (of !== undefined && of !== name) {
    throw unusable(
      `${source} is the inventory of the vault ${of}, and not of ${name}: name ${of}.`,
    );
  }
  return data.ArchiveList.map(({ ArchiveId, ArchiveDescription }, index) => ({
    id: ArchiveId,
    where: `archive ${index + 1} of ${source}`,
    description: ArchiveDescription ?? '',
  }));
};

const unusable = (problem: string): CliError => usageError(`${problem} Nothing was started.`);

/** In quotes, Glacier puts a backslash before a quote, and others write it twice. */
const readRow = ({ id: line, where }: ListedArchive): ListedArchive => {
  const [, id = line, field = ''] = ROW.exec(line) ?? [];
  const isQuoted = field.startsWith('"');
  const description = isQuoted ? field.slice(1, -1).replaceAll(/\\"|""/g, '"') : field;
  return { id: id.replaceAll('"', ''), where, description };
};
