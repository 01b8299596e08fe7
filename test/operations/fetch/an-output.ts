import type { FetchedJob, JobOutput } from '../../../operations/fetch/output.ts';

export const ARN = 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos';

/** A completed retrieval of a whole archive, as the Jobs table has it. */
export const aJob = (more: Partial<FetchedJob> = {}): FetchedJob => ({
  vaultArn: ARN,
  jobId: 'job-1',
  status: 'Succeeded',
  action: 'ArchiveRetrieval',
  archiveId: 'archive-1',
  archiveSizeInBytes: 1000,
  sha256TreeHash: 'f'.repeat(64),
  retrievalByteRange: '0-999',
  outputExpiresAt: '2026-11-25T12:00:00.000Z',
  ...more,
});

export const anArchive = (more: Partial<JobOutput> = {}): JobOutput => ({
  key: { vaultArn: ARN, jobId: 'job-1' },
  identity: more.archiveId ?? 'archive-1',
  sizeInBytes: 1000,
  archiveId: 'archive-1',
  isCollected: false,
  ...more,
});
