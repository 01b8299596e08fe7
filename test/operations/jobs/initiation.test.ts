import { describe, expect, it } from 'vitest';
import { findStarted, type JobRequest } from '../../../operations/jobs/initiation.ts';
import { seen } from '../../support/evidence.ts';

const REQUESTED_AT = '2026-03-14T03:40:00.000Z';

const request = (changes: Partial<JobRequest> = {}): JobRequest => ({
  vaultArn: 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos',
  archiveId: '_vs0qWot3GIgArchive',
  description: 'put anything here',
  ...changes,
});

const listed = (changes: object = {}) => [seen('list-jobs', '2026-03-14T03:41:00.000Z', changes)];

describe('the job that a request has started', () => {
  it.each([
    ['of the whole archive', {}, {}],
    ['whose range Glacier does not report', {}, { RetrievalByteRange: null }],
    ['of a part', { byteRange: '0-9' }, { RetrievalByteRange: '0-9' }],
    ['by a clock that is ahead', {}, { CreationDate: '2026-03-14T03:36:00.000Z' }],
    [
      'of an inventory',
      { archiveId: undefined },
      { Action: 'InventoryRetrieval', ArchiveId: null, Tier: null },
    ],
  ])('is found: %s', (_, asked, job) => {
    expect(findStarted(request(asked), REQUESTED_AT, listed(job))).toBeDefined();
  });

  it('is the newest of several', () => {
    const jobs = ['01', '03', '02'].map((second) =>
      seen('list-jobs', '2026-03-14T03:41:00.000Z', {
        ...{ JobId: second, CreationDate: `2026-03-14T03:40:${second}.000Z` },
      }),
    );
    expect(findStarted(request(), REQUESTED_AT, jobs)?.jobId).toBe('03');
  });

  it.each([
    ['of another archive', {}, { ArchiveId: 'other' }],
    ['of another tier', { tier: 'Bulk' }, {}],
    ['of a part', {}, { RetrievalByteRange: '0-9' }],
    ['of a part of unknown size', {}, { RetrievalByteRange: '0-9', ArchiveSizeInBytes: null }],
    ['of another part', { byteRange: '0-9' }, { RetrievalByteRange: '0-19' }],
    ['with another description', { description: 'mine' }, {}],
    ['whose output can no longer be fetched', {}, { CompletionDate: '2026-03-13T03:41:00.000Z' }],
    ['of before the request', {}, { CreationDate: '2026-03-14T03:30:00.000Z' }],
    ['of unknown date', {}, { CreationDate: null }],
    ['of an archive, for an inventory', { archiveId: undefined }, { ArchiveId: null }],
  ])('is not one %s', (_, asked, job) => {
    expect(findStarted(request(asked), REQUESTED_AT, listed(job))).toBeUndefined();
  });
});
