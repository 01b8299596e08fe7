import { treeHashOf } from './archive.ts';
import { pickInventory, writeInventory } from './inventory.ts';
import { isCompleted, type Job, statusCodeAt } from './job.ts';
import type { InventoryRequest, JobRequest } from './requests/job-request.ts';

/**
 * Describes a job as DescribeJob and ListJobs do: with every field, null where it does not apply.
 *
 * {@link https://docs.aws.amazon.com/amazonglacier/latest/dev/api-describe-job-get.html}
 */
export const describeJob = (job: Job, now: number) => {
  const select = job.request.action === 'Select' ? job.request : undefined;
  return {
    ...describeForNotice(job, now),
    JobOutputPath: select ? outputPath(select.outputPrefix, job.jobId) : null,
    OutputLocation: select?.outputLocation ?? null,
    SelectParameters: select?.selectParameters ?? null,
  };
};

/**
 * Writes the message that Glacier publishes when a job ends.
 *
 * Real notices of archive and inventory jobs have 18 keys and not the three of select jobs
 * (valleybackups/GetBack, 2017; aws-solutions/amazon-s3-glacier-refreezer, 2020).
 */
export const writeNotice = (job: Job): string => {
  const describe = job.request.action === 'Select' ? describeJob : describeForNotice;
  return JSON.stringify(describe(job, job.completesAt));
};

/** Returns where a select job writes. */
export const outputPath = (prefix: string, jobId: string): string => `${prefix}/${jobId}/`;

const describeForNotice = (job: Job, now: number) => {
  const { request } = job;
  const isDone = isCompleted(job, now);
  const archive = describeArchiveRequest(request, isDone);
  const inventory = describeInventoryRequest(job, statusCodeAt(job, now) === 'Succeeded');
  return {
    Action: request.action,
    ArchiveId: request.action === 'InventoryRetrieval' ? null : request.archive.archiveId,
    ArchiveSHA256TreeHash: archive.archiveTreeHash,
    ArchiveSizeInBytes: archive.sizeInBytes,
    Completed: isDone,
    CompletionDate: isDone ? new Date(job.completesAt).toISOString() : null,
    CreationDate: new Date(job.createdAt).toISOString(),
    InventoryRetrievalParameters: inventory.parameters,
    InventorySizeInBytes: inventory.sizeInBytes,
    JobDescription: request.description,
    JobId: job.jobId,
    RetrievalByteRange: archive.byteRange,
    SHA256TreeHash: archive.rangeTreeHash,
    SNSTopic: request.snsTopic,
    StatusCode: statusCodeAt(job, now),
    StatusMessage: isDone ? job.statusMessage : 'Operation in progress.',
    Tier: request.tier,
    VaultARN: job.vaultArn,
  };
};

/**
 * Returns what a description says of the archive that a job retrieves; all null for other jobs.
 *
 * The guide: while an archive is being retrieved SHA256TreeHash is null, and always for a part that is
 * not tree-hash aligned.
 */
const describeArchiveRequest = (request: JobRequest, isDone: boolean) => {
  if (request.action !== 'ArchiveRetrieval') {
    return { archiveTreeHash: null, sizeInBytes: null, byteRange: null, rangeTreeHash: null };
  }
  const { archive, byteRange } = request;
  return {
    archiveTreeHash: archive.treeHash,
    sizeInBytes: archive.sizeInBytes,
    byteRange: `${byteRange.start}-${byteRange.end}`,
    rangeTreeHash: isDone ? (treeHashOf(archive, byteRange) ?? null) : null,
  };
};

/** Returns what a description says of an inventory; all null for other jobs. */
const describeInventoryRequest = ({ request, vaultArn, createdAt }: Job, hasSucceeded: boolean) =>
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
