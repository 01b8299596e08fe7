import { pickInventory, writeInventory } from './inventory.ts';
import type { Job } from './job.ts';
import type { InventoryRequest, JobRequest } from './job-request.ts';

/**
 * Tells what a description says of the archive that a job retrieves; all null for other jobs.
 *
 * The guide: while a whole archive is being retrieved SHA256TreeHash is null. The hash of a part
 * depends on its alignment and is left out here.
 */
export const describeArchiveRequest = (request: JobRequest, isDone: boolean) => {
  if (request.action !== 'ArchiveRetrieval') {
    return { archiveTreeHash: null, sizeInBytes: null, byteRange: null, rangeTreeHash: null };
  }
  const { archive, byteRange } = request;
  const isWhole = byteRange.start === 0 && byteRange.end === archive.sizeInBytes - 1;
  return {
    archiveTreeHash: archive.treeHash,
    sizeInBytes: archive.sizeInBytes,
    byteRange: `${byteRange.start}-${byteRange.end}`,
    rangeTreeHash: isDone && isWhole ? archive.treeHash : null,
  };
};

/** Tells what a description says of an inventory; all null for other jobs. */
export const describeInventoryRequest = (
  { request, vaultArn, createdAt }: Job,
  hasSucceeded: boolean,
) =>
  request.action === 'InventoryRetrieval'
    ? {
        parameters: describeParameters(request, hasSucceeded),
        sizeInBytes: hasSucceeded ? writeInventory(request, vaultArn, createdAt).length : null,
      }
    : { parameters: null, sizeInBytes: null };

/** While the job runs Marker repeats the request; afterwards it says where the next job goes on. */
const describeParameters = (request: InventoryRequest, hasSucceeded: boolean) => ({
  EndDate: request.endDate,
  Format: request.format,
  Limit: request.limit,
  Marker: hasSucceeded ? pickInventory(request).nextMarker : request.marker,
  StartDate: request.startDate,
});
