import { expect, it } from 'vitest';
import { readOutput } from '../../../operations/fetch/output.ts';
import { ARN, aJob } from './an-output.ts';

const identityOf = (...args: Parameters<typeof aJob>) => {
  const state = readOutput(aJob(...args));
  return state.kind === 'ready' ? state.output.identity : state.kind;
};

it('reads the output of a whole archive', () => {
  expect(readOutput(aJob())).toStrictEqual({
    kind: 'ready',
    output: {
      key: { vaultArn: ARN, jobId: 'job-1' },
      identity: expect.stringMatching(/^[\w-]{22}$/),
      sizeInBytes: 1000,
      treeHash: 'f'.repeat(64),
      archiveId: 'archive-1',
      byteRange: undefined,
      expiresAt: '2026-11-25T12:00:00.000Z',
      isCollected: false,
    },
  });
});

it('takes the hash of the archive for that of its whole output, not for that of a part', () => {
  const treeHashOf = (more: Parameters<typeof aJob>[0]) => {
    const state = readOutput(aJob({ sha256TreeHash: undefined, ...more }));
    return state.kind === 'ready' ? state.output.treeHash : state.kind;
  };
  expect(treeHashOf({ archiveSha256TreeHash: 'a' })).toBe('a');
  expect(treeHashOf({ archiveSha256TreeHash: 'a', retrievalByteRange: undefined })).toBe('a');
  expect(treeHashOf({ archiveSha256TreeHash: 'a', retrievalByteRange: '0-99' })).toBeUndefined();
});

it('reads a part of an archive, and an inventory', () => {
  expect(readOutput(aJob({ retrievalByteRange: '100-299' }))).toMatchObject({
    output: { sizeInBytes: 200, byteRange: '100-299' },
  });
  const inventory = { action: 'InventoryRetrieval', inventorySizeInBytes: 7, status: 'Collected' };
  expect(readOutput(aJob({ ...inventory, status: 'Collected' }))).toMatchObject({
    output: { sizeInBytes: 7, format: 'JSON', isCollected: true },
  });
  const csv = { ...inventory, inventoryRetrievalParameters: { format: 'CSV' } };
  expect(readOutput(aJob({ ...csv, status: 'Expiring' }))).toMatchObject({
    output: { format: 'CSV' },
  });
});

it('gives two jobs of one archive the same identity, and other bytes another', () => {
  expect(identityOf({ jobId: 'job-2' })).toBe(identityOf());
  expect(identityOf({ retrievalByteRange: '0-99' })).not.toBe(identityOf());
  expect(identityOf({ sha256TreeHash: 'a' })).not.toBe(identityOf());
});

it.each([
  [{ status: 'InProgress' }, 'pending', 'in progress'],
  [{ status: 'Expired' }, 'expired', 'expired before'],
  [{ status: 'Failed', statusMessage: 'no room' }, 'failed', 'the job failed (no room)'],
  [{ status: 'Failed' }, 'failed', 'the job failed'],
  [{ action: 'Select', jobOutputPath: 'prefix/job-1/' }, 'failed', 'in S3 at prefix/job-1/'],
  [{ outputLocation: { S3: 'x' } }, 'failed', 'in S3 at {"S3":"x"}'],
  [{ archiveSizeInBytes: undefined }, 'undescribed', 'size'],
  [{ action: 'InventoryRetrieval' }, 'undescribed', 'size'],
  [{ retrievalByteRange: 'all' }, 'failed', 'byte range all'],
  [{ retrievalByteRange: '9-3' }, 'failed', 'byte range 9-3'],
] as const)('of %o has nothing to fetch: %s', (more, kind, message) => {
  expect(readOutput(aJob(more))).toStrictEqual({
    kind,
    message: expect.stringContaining(message),
  });
});
