import { createHash } from 'node:crypto';
import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import type { JobDetails } from '../../lambdas/core/evidence/job-details.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import type { Status } from '../../lambdas/core/job/status.ts';

/** An output that Glacier can hand out. */
export interface JobOutput {
  readonly key: JobKey;
  /** The same for every job with the same content: a new job continues what an expired one began. */
  readonly identity: string;
  readonly sizeInBytes: number;
  /** Absent for inventories, and for a part of an archive that is not tree-hash aligned. */
  readonly treeHash?: string | undefined;
  /** Absent for inventories. */
  readonly archiveId?: string | undefined;
  /** Of a part of an archive, such as `0-1048575`. */
  readonly byteRange?: string | undefined;
  /** Of inventories only. */
  readonly format?: 'CSV' | 'JSON' | undefined;
  readonly expiresAt?: Instant | undefined;
  readonly isCollected: boolean;
}

/** As much of a row of the Jobs table as decides what can be fetched. */
export interface FetchedJob extends JobKey, JobDetails {
  readonly status: Status;
  readonly outputExpiresAt?: Instant | undefined;
}

/** What a job has to fetch, or why it has nothing. */
export type Readiness =
  | { readonly kind: 'ready'; readonly output: JobOutput }
  /** `undescribed`: the row lacks the size; Glacier's description has it. */
  | {
      readonly kind: 'pending' | 'undescribed' | 'expired' | 'failed';
      readonly message: string;
    };

/** Decides what a job has to fetch. */
export const readOutput = (job: FetchedJob): Readiness => {
  switch (job.status) {
    case 'InProgress':
      return { kind: 'pending', message: 'the job is in progress: use --wait, or fetch it later' };
    case 'Failed':
      return refused(`the job failed${job.statusMessage ? ` (${job.statusMessage})` : ''}`);
    case 'Expired':
      return { kind: 'expired', message: 'the output expired before it was fetched' };
    case 'Succeeded':
    case 'Expiring':
    case 'Collected':
      if (job.outputLocation !== undefined || job.action === 'Select') return refuseSelect(job);
      return job.action === 'InventoryRetrieval' ? readInventory(job) : readArchive(job);
  }
};

const refused = (message: string): Readiness => ({ kind: 'failed', message });

const UNDESCRIBED = { kind: 'undescribed', message: 'Glacier does not state its size' } as const;

const refuseSelect = ({ jobOutputPath, outputLocation }: FetchedJob): Readiness => {
  const place = jobOutputPath ?? JSON.stringify(outputLocation);
  return refused(`a Select job has no output in Glacier: it is in S3 at ${place}`);
};

const readArchive = (job: FetchedJob): Readiness => {
  const { archiveId, archiveSizeInBytes } = job;
  if (archiveId === undefined || archiveSizeInBytes === undefined) return UNDESCRIBED;
  const whole = `0-${archiveSizeInBytes - 1}`;
  const range = job.retrievalByteRange ?? whole;
  const sizeInBytes = sizeOf(range);
  if (sizeInBytes === undefined) return refused(`the byte range ${range} cannot be read`);
  const isWhole = range === whole;
  const treeHash = job.sha256TreeHash ?? (isWhole ? job.archiveSha256TreeHash : undefined);
  const identity = digest(archiveId, range, treeHash ?? '');
  const byteRange = isWhole ? undefined : range;
  return {
    kind: 'ready',
    output: { ...common(job), identity, sizeInBytes, archiveId, treeHash, byteRange },
  };
};

const sizeOf = (range: string): number | undefined => {
  const [, start, end] = /^(\d+)-(\d+)$/.exec(range) ?? [];
  const size = Number(end) + 1 - Number(start);
  return size > 0 ? size : undefined;
};

const readInventory = (job: FetchedJob): Readiness => {
  const { inventorySizeInBytes, inventoryRetrievalParameters: parameters } = job;
  if (inventorySizeInBytes === undefined) return UNDESCRIBED;
  const isCsv = parameters !== undefined && Reflect.get(parameters, 'format') === 'CSV';
  return {
    kind: 'ready',
    output: {
      ...common(job),
      identity: digest(job.vaultArn, job.jobId),
      sizeInBytes: inventorySizeInBytes,
      format: isCsv ? 'CSV' : 'JSON',
    },
  };
};

const common = ({ vaultArn, jobId, outputExpiresAt, status }: FetchedJob) => ({
  key: { vaultArn, jobId },
  expiresAt: outputExpiresAt,
  isCollected: status === 'Collected',
});

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22);
