import * as z from 'zod/mini';
import { parseJson } from '../../lambdas/core/json.ts';
import { parseVaultArn } from '../../lambdas/core/vault/vault.ts';
import { type CliError, usageError } from '../framework/errors/cli-error.ts';

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

/** A row of five fields, of which only the description (up to 1,024 characters) holds quotes, commas and line breaks; or any line. */
const ROW =
  /^(?:([^,\n]*),("(?:[^"]|""|\\"){0,2048}?"|.*),"?[^",\n]*"?,"?[^",\n]*"?,"?[^",\n]*"?|.*)$/gm;

/**
 * Parses a list of archives: a JSON or CSV inventory of Glacier, or one id per line.
 *
 * @throws CliError for JSON that is not an inventory of this vault.
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
    throw unusable(`${source} is not an inventory: use the full output of an inventory job.`);
  }
  const of = parseVaultArn(data.VaultARN ?? '')?.vaultName;
  const name = parseVaultArn(vault)?.vaultName ?? vault;
  if (of !== undefined && of !== name) {
    throw unusable(
      `${source} is the inventory of the vault ${of}, not of ${name}: specify the vault ${of}.`,
    );
  }
  return data.ArchiveList.map(({ ArchiveId, ArchiveDescription }, index) => ({
    id: ArchiveId,
    where: `archive ${index + 1} of ${source}`,
    description: ArchiveDescription ?? '',
  }));
};

const unusable = (problem: string): CliError => usageError(`${problem} Nothing was started.`);

/** Glacier escapes a quote with a backslash; other tools double it. */
const unquote = (field: string): string =>
  /^".*"$/s.test(field) ? field.slice(1, -1).replaceAll(/\\"|""/g, '"') : field;
