import { createHash } from 'node:crypto';
import { computeTreeHash } from './tree-hash.ts';

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

const SMALLEST_BYTES = 1024;

/** Makes an archive out of its traits. */
export const createArchive = (traits: ArchiveTraits, createdAt: number): Archive => {
  const { archiveId } = traits;
  const sizeInBytes = traits.sizeInBytes ?? drawSizeInBytes(archiveId);
  return {
    archiveId,
    sizeInBytes,
    description: traits.description ?? '',
    createdAt,
    treeHash: computeTreeHash(readArchive({ archiveId, sizeInBytes })),
  };
};

/** Writes the bytes of an archive, the same ones every time. */
export const readArchive = ({
  archiveId,
  sizeInBytes,
}: Pick<Archive, 'archiveId' | 'sizeInBytes'>): Buffer =>
  Buffer.alloc(sizeInBytes, `${archiveId}, kept by the Glacier simulator.\n`);

const drawSizeInBytes = (archiveId: string): number =>
  SMALLEST_BYTES +
  (createHash('sha256').update(archiveId).digest().readUInt16BE() % (3 * SMALLEST_BYTES));
