import * as fc from 'fast-check';
import type { Evidence, SeenEvidence } from '../../../lambdas/core/evidence/evidence.ts';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import { clock, collected, notFound, seen, vaultNotFound } from '../../support/evidence.ts';

const CREATED = '2026-03-14T03:40:19.264Z';

/** Few jobs, so that evidence meets; the id of one begins those of others. */
export const JOB_KEYS = [
  ['photos', 'job'],
  ['photos', 'job-1'],
  ['films', 'job'],
  ['films', 'job-10'],
].map(([vault = '', jobId = '']) => ({
  vaultArn: `arn:aws:glacier:eu-west-1:123456789012:vaults/${vault}`,
  jobId,
}));

const SOURCES: readonly SeenEvidence['source'][] = [
  'notice',
  'describe-job',
  'list-jobs',
  'registration',
  'cloudtrail',
];

/** Few instants, so that some are the same, up to the end of an output's life and beyond. */
const instant = fc
  .constantFrom(0, 1, 60, 240, 241, 1500, 1680, 1700, 2900)
  .map((minutes) => plusMinutes(CREATED, minutes));

const kind = fc.constantFrom<object>(
  { Tier: 'Standard' },
  { Tier: 'Bulk' },
  { Action: 'InventoryRetrieval', Tier: null },
  { Action: 'Select', OutputLocation: { S3: { BucketName: 'results' } } },
);

const state = fc.oneof(
  fc.constant({ StatusCode: 'InProgress', Completed: false, CompletionDate: null }),
  fc.record({
    StatusCode: fc.constantFrom('Succeeded', 'Failed'),
    Completed: fc.constant(true),
    CompletionDate: fc.option(instant),
  }),
);

const details = fc.record({
  CreationDate: fc.option(fc.constant(CREATED)),
  JobDescription: fc.constantFrom(null, 'put anything here', 'ü€𝄞'),
  StatusMessage: fc.constantFrom(null, 'In progress.', 'The archive is damaged'),
  ArchiveSizeInBytes: fc.constantFrom(null, 285_544, 40_000_000_000_000),
});

const ofSeen = fc
  .tuple(fc.constantFrom(...SOURCES), instant, kind, state, details)
  .map(([source, at, ...changes]) => seen(source, at, Object.assign({}, ...changes)));

const ofNoDescription = fc
  .tuple(fc.constantFrom(clock, collected, notFound, vaultNotFound), instant)
  .map(([create, at]) => create(at));

/** Any piece of evidence about one of {@link JOB_KEYS}. */
export const randomEvidence: fc.Arbitrary<Evidence> = fc
  .tuple(
    fc.oneof({ arbitrary: ofSeen, weight: 2 }, { arbitrary: ofNoDescription, weight: 1 }),
    fc.constantFrom(...JOB_KEYS),
  )
  .map(([evidence, key]) => ({ ...evidence, key }));
