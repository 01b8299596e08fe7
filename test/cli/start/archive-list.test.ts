import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArchives } from '../../../cli/start/archive-list.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'list-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (content: string, match?: RegExp) => {
  const from = join(folder, 'list');
  writeFileSync(from, content);
  return readArchives({ vault: 'photos', archives: [], from, match: match?.source });
};

const CSV = [
  'ArchiveId,ArchiveDescription,CreationDate,Size,SHA256TreeHash',
  '-bc-DEF_1,"my, file.zip",2020-01-01T00:00:00Z,123,ff',
  'def,"a \\"quoted\\" name",2020-01-01T00:00:00Z,123,ff',
  'ghi,plain.zip,2020-01-01T00:00:00Z,123,ff',
  'jkl,,2020-01-01T00:00:00Z,123,ff',
  '',
].join('\n');

/** As a spreadsheet writes it, by RFC 4180. */
const SHEET = [
  '"ArchiveId","ArchiveDescription","CreationDate","Size","SHA256TreeHash"',
  '"two","of ""two"", lines:\r\n2,3,4,5\r\nthe last",2020-01-01T00:00:00Z,123,ff',
  'path,"C:\\tax\\",2020-01-01T00:00:00Z,123,ff',
  '"all","in ""quotes""","2020-01-01T00:00:00Z","123","ff"',
  '',
].join('\r\n');

const json = (vaultName: string) =>
  JSON.stringify({
    VaultARN: `arn:aws:glacier:eu-west-1:123456789012:vaults/${vaultName}`,
    InventoryDate: '2020-01-02T00:00:00Z',
    ArchiveList: [
      { ArchiveId: 'abc', ArchiveDescription: 'tax 2019', Size: 1 },
      { ArchiveId: '--def', ArchiveDescription: null, Size: 1 },
    ],
  });

describe('the archives of an inventory', () => {
  it.each([
    ['as CSV', CSV, ['-bc-DEF_1', 'def', 'ghi', 'jkl']],
    [
      'as CSV of another system',
      `\uFEFF${CSV.replaceAll('\n', '\r\n')}`,
      ['-bc-DEF_1', 'def', 'ghi', 'jkl'],
    ],
    ['as CSV with line breaks', SHEET, ['two', 'path', 'all']],
    ['as JSON', json('photos'), ['abc', '--def']],
  ])('are read %s', async (_, content, ids) => {
    expect(await read(content)).toStrictEqual(ids);
  });

  it.each([
    [CSV, /^my, file\.zip$/, ['-bc-DEF_1']],
    [CSV, /"quoted"/, ['def']],
    [CSV, /\.zip$/, ['-bc-DEF_1', 'ghi']],
    [CSV, /^$/, ['jkl']],
    [SHEET, /^of "two", lines:\n2,3,4,5\nthe last$/, ['two']],
    [SHEET, /^C:\\tax\\$/, ['path']],
    [SHEET, /^in "quotes"$/, ['all']],
    [json('photos'), /2019/, ['abc']],
  ])('are picked by their descriptions (%#)', async (content, match, ids) => {
    expect(await read(content, match)).toStrictEqual(ids);
  });

  it.each([
    [json('backups'), undefined, 'is the inventory of the vault backups, not of photos'],
    ['{"ArchiveList": [', undefined, 'use the full output of an inventory job'],
    [CSV, /nothing/, 'None of the 4 archives'],
    ['abc\ndef\n', /abc/, '--match requires descriptions'],
    [`${CSV}no row\n`, undefined, 'no row (line 6 of'],
    [`${SHEET}no row\n`, undefined, 'no row (line 7 of'],
    [`${CSV}mno,"never closed,2020-01-01T00:00:00Z,123\n`, undefined, '(line 6 of'],
  ])('are refused with the remedy (%#)', async (content, match, said) => {
    await expect(read(content, match)).rejects.toThrow(said);
  });
});

it('refuses a pattern that is none', async () => {
  const source = { vault: 'photos', archives: ['a'], match: 'tax (2019' };
  await expect(readArchives(source)).rejects.toThrow('escape special characters with a backslash');
});

it('reads ids, one a line, without comments and repetitions', async () => {
  expect(await read('# wanted\r\n-a\r\n\r\nb\r\n-a\r\n')).toStrictEqual(['-a', 'b']);
});
