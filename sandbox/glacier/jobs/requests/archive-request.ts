import { invalidParameter, missingParameter, notFound } from '../../api/refusals.ts';
import type { GlacierState } from '../../glacier-state.ts';
import type { Vault } from '../../vaults/vault.ts';
import { type Archive, createArchive } from '../archive.ts';
import { type ByteRange, parseByteRange } from '../byte-range.ts';
import { TIERS, type Tier } from '../job-duration.ts';
import { MEBIBYTE } from '../tree-hash.ts';
import type { JobParameters } from './job-parameters.ts';
import type { ArchiveRequest, CommonRequest, SelectRequest } from './job-request.ts';

/** Checks a request for the bytes of an archive. */
export const readArchiveRequest = (
  state: GlacierState,
  vault: Vault,
  parameters: JobParameters & { readonly common: CommonRequest },
): ArchiveRequest => {
  const tier = readTier(parameters);
  const archive = findArchive(state, vault, parameters);
  const byteRange = readRetrievalRange(parameters.RetrievalByteRange, archive);
  return { ...parameters.common, action: 'ArchiveRetrieval', tier, archive, byteRange };
};

/** Checks a request for the rows of an archive. */
export const readSelectRequest = (
  state: GlacierState,
  vault: Vault,
  parameters: JobParameters & { readonly common: CommonRequest },
): SelectRequest => {
  const { SelectParameters, OutputLocation, common } = parameters;
  if (!SelectParameters) throw missingParameter('SelectParameters');
  if (!OutputLocation?.S3?.BucketName) throw missingParameter('OutputLocation');
  return {
    ...common,
    action: 'Select',
    tier: readTier(parameters),
    archive: findArchive(state, vault, parameters),
    selectParameters: SelectParameters,
    outputLocation: OutputLocation,
    outputPrefix: OutputLocation.S3.Prefix ?? '',
  };
};

const readTier = (parameters: JobParameters): Tier => {
  const asked = parameters.Tier ?? 'Standard';
  const tier = TIERS.find((known) => known === asked);
  if (tier === undefined) throw invalidParameter(`Invalid tier: ${asked}`);
  return tier;
};

/** Takes any archive id of the right form for an archive of the vault, so none need be uploaded. */
const findArchive = (state: GlacierState, vault: Vault, { ArchiveId }: JobParameters): Archive => {
  if (!ArchiveId) throw missingParameter('ArchiveId');
  if (!/^[A-Za-z0-9_-]+$/.test(ArchiveId)) {
    throw notFound(`The archive ID was not found: ${ArchiveId}`);
  }
  const archive =
    vault.archives.get(ArchiveId) ?? createArchive({ archiveId: ArchiveId }, state.clock.now());
  vault.archives.set(ArchiveId, archive);
  return archive;
};

const readRetrievalRange = (
  text: JobParameters['RetrievalByteRange'],
  { sizeInBytes }: Archive,
): ByteRange => {
  if (!text) return { start: 0, end: sizeInBytes - 1 };
  const range = parseByteRange(text, sizeInBytes);
  if (range === undefined || !isAligned(range, sizeInBytes)) {
    throw invalidParameter(`Invalid byte range: ${text}`);
  }
  return range;
};

/** A range starts on a mebibyte, and ends on one or with the archive. */
const isAligned = ({ start, end }: ByteRange, sizeInBytes: number): boolean =>
  start % MEBIBYTE === 0 &&
  (end === sizeInBytes - 1 || (end < sizeInBytes && (end + 1) % MEBIBYTE === 0));
