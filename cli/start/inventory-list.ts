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

/** A row of five fields, of which only the description holds quotes, commas and line breaks, in 1,024 characters; or any line. */
const ROW =
  /^(?:([^,\n]*),("(?:[^"]|""|\\"){0,2048}?"|.*),"?[^",\n]*"?,"?[^",\n]*"?,"?[^",\n]*"?|.*)$/gm;

/**
 * Reads a list of archives: an inventory as Glacier writes it, JSON or CSV, or an id a line.
 *
 * @throws CliError when it is JSON and no inventory of this vault.
 */
export const readList = (content: string, source: string, vault: string): ListedArchive[] => {
  const text = content.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  if (/^\s*[{[]/.test(text)) return readJson(text, source, vault);
  const isCsv = /^"?ArchiveId"?,/.test(text);
  let line = 1;
  const rows = [...text.matchAll(isCsv ? ROW : /^.*$/gm)].map(([row, id = row, field = '']) => {
    const where = `line ${line} of ${source}`;
    line += row.split('\n').length;
    return { id: unquote(id.trim()), where, description: isCsv ? unquote(field) : undefined };
  });
  return (isCsv ? rows.slice(1) : rows).filter(({ id }) => id !== '' && !id.startsWith('#'));
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
const unquote = (field: string): string =>
  /^".*"$/s.test(field) ? field.slice(1, -1).replaceAll(/\\"|""/g, '"') : field;
