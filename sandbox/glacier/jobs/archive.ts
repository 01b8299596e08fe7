import { createHash } from 'node:crypto';
import { joinTreeHashes } from '../../../operations/fetch/tree-hash.ts';
import type { ByteRange } from './byte-range.ts';
import { isTreeHashAligned, MEBIBYTE } from './tree-hash.ts';

/** The given properties of an archive, from which its bytes are derived. */
export interface ArchiveTraits {
  readonly archiveId: string;
  /** @default - between 1 and 4 kB, following from the id */
  readonly sizeInBytes?: number;
  /** @default - none */
  readonly description?: string;
}

/** An archive in a vault. */
export interface Archive extends Required<ArchiveTraits> {
  readonly createdAt: number;
  readonly treeHash: string;
}

/** What the bytes of an archive follow from. */
type Content = Pick<Archive, 'archiveId' | 'sizeInBytes'>;

const SMALLEST_BYTES = 1024;

/** Makes an archive out of its traits. */
export const createArchive = (traits: ArchiveTraits, createdAt: number): Archive => {
  const { archiveId } = traits;
  const sizeInBytes = traits.sizeInBytes ?? drawSizeInBytes(archiveId);
  const whole = { start: 0, end: sizeInBytes - 1 };
  return {
    archiveId,
    sizeInBytes,
    description: traits.description ?? '',
    createdAt,
    treeHash: joinTreeHashes(hashLeaves({ archiveId, sizeInBytes }, whole)),
  };
};

/** Writes a part of an archive's bytes, the same ones every time, at most a mebibyte at once. */
export function* readArchive(content: Content, { start, end }: ByteRange): Generator<Buffer> {
  const text = fillMebibyte(content);
  for (let index = Math.floor(start / MEBIBYTE); index * MEBIBYTE <= end; index += 1) {
    const offset = index * MEBIBYTE;
    const block = isFull(content, index) ? Buffer.concat([stampable(text), stampOf(index)]) : text;
    yield block.subarray(Math.max(0, start - offset), Math.min(MEBIBYTE, end + 1 - offset));
  }
}

/** Returns the tree hash of a part of an archive; undefined where the part has none. */
export const treeHashOf = (archive: Archive, range: ByteRange): string | undefined => {
  const { start, end } = range;
  if (start === 0 && end === archive.sizeInBytes - 1) return archive.treeHash;
  return isTreeHashAligned(range, archive.sizeInBytes)
    ? joinTreeHashes(hashLeaves(archive, range))
    : undefined;
};

/** Only the end of a full mebibyte differs from the others, so that gigabytes are hashed in an instant. */
const hashLeaves = (content: Content, { start, end }: ByteRange): string[] => {
  const text = fillMebibyte(content);
  const common = createHash('sha256').update(stampable(text));
  const first = Math.floor(start / MEBIBYTE);
  return Array.from({ length: Math.ceil((end + 1) / MEBIBYTE) - first }, (_, i) =>
    isFull(content, first + i)
      ? common
          .copy()
          .update(stampOf(first + i))
          .digest('hex')
      : createHash('sha256')
          .update(text.subarray(0, content.sizeInBytes - (first + i) * MEBIBYTE))
          .digest('hex'),
  );
};

const STAMP_BYTES = 16;

const stampOf = (index: number): Buffer => Buffer.from(String(index).padStart(STAMP_BYTES, '0'));

const stampable = (text: Buffer): Buffer => text.subarray(0, MEBIBYTE - STAMP_BYTES);

const isFull = ({ sizeInBytes }: Content, index: number): boolean =>
  (index + 1) * MEBIBYTE <= sizeInBytes;

const fillMebibyte = ({ archiveId, sizeInBytes }: Content): Buffer =>
  Buffer.alloc(Math.min(sizeInBytes, MEBIBYTE), `${archiveId}, kept by the Glacier simulator.\n`);

const drawSizeInBytes = (archiveId: string): number =>
  SMALLEST_BYTES +
  (createHash('sha256').update(archiveId).digest().readUInt16BE() % (3 * SMALLEST_BYTES));
