import type { Archive } from './archive.ts';
import type { InventoryRequest } from './requests/job-request.ts';

/**
 * Picks the archives of an inventory job by its dates, its marker (an archive id) and its limit.
 *
 * `nextMarker` is where a further job goes on; null at the end.
 */
export const pickInventory = (request: InventoryRequest) => {
  const from = request.startDate === null ? 0 : Date.parse(request.startDate);
  const until = request.endDate === null ? Number.POSITIVE_INFINITY : Date.parse(request.endDate);
  const dated = request.archives.filter((a) => a.createdAt >= from && a.createdAt < until);
  const rest = dated.slice(dated.findIndex((a) => a.archiveId === request.marker) + 1);
  const archives = request.limit === null ? rest : rest.slice(0, Number(request.limit));
  const last = archives.at(-1);
  return { archives, nextMarker: archives.length < rest.length ? (last?.archiveId ?? null) : null };
};

/**
 * Writes the output of an inventory job in the format it asked for.
 *
 * {@link https://docs.aws.amazon.com/amazonglacier/latest/dev/api-job-output-get.html}
 */
export const writeInventory = (
  request: InventoryRequest,
  vaultArn: string,
  takenAt: number,
): Buffer => {
  const entries = pickInventory(request).archives.map(describeArchive);
  const text =
    request.format === 'CSV'
      ? [COLUMNS.join(','), ...entries.map(writeRow)].map((line) => `${line}\n`).join('')
      : JSON.stringify({
          VaultARN: vaultArn,
          InventoryDate: new Date(takenAt).toISOString(),
          ArchiveList: entries,
        });
  return Buffer.from(text);
};

const COLUMNS = [
  'ArchiveId',
  'ArchiveDescription',
  'CreationDate',
  'Size',
  'SHA256TreeHash',
] as const;

const describeArchive = (archive: Archive): Record<(typeof COLUMNS)[number], string | number> => ({
  ArchiveId: archive.archiveId,
  ArchiveDescription: archive.description,
  CreationDate: new Date(archive.createdAt).toISOString(),
  Size: archive.sizeInBytes,
  SHA256TreeHash: archive.treeHash,
});

const writeRow = (entry: ReturnType<typeof describeArchive>): string =>
  COLUMNS.map((column) => quote(String(entry[column]))).join(',');

/** Quotes as Glacier does: a double quote gets a backslash, a backslash stays as it is. */
const quote = (field: string): string =>
  /[",\n]/.test(field) ? `"${field.replaceAll('"', '\\"')}"` : field;
