import { createDynamoJobStore } from '../../../lambdas/adapters/dynamo/job-store.ts';
import type { Evidence } from '../../../lambdas/core/evidence/evidence.ts';
import { createRecorder } from '../../../lambdas/core/job/record.ts';
import { clock, collected, notFound, POLICY, seen, vaultNotFound } from '../../support/evidence.ts';
import { type GoldenWorld, readItems } from './golden-world.ts';

const CREATED = '2026-03-14T03:40:20.000Z';
const COMPLETED = '2026-03-14T07:32:43.000Z';
const CORRECTED = '2026-03-14T08:00:00.000Z';
const EXPIRING = '2026-03-15T04:00:00.000Z';
const EXPIRED = '2026-03-15T08:00:00.000Z';

const PENDING = {
  Completed: false,
  CompletionDate: null,
  StatusCode: 'InProgress',
  StatusMessage: 'Operation in progress.',
  SHA256TreeHash: null,
};
const INVENTORY = {
  Action: 'InventoryRetrieval',
  ArchiveId: null,
  ArchiveSHA256TreeHash: null,
  ArchiveSizeInBytes: null,
  InventoryRetrievalParameters: { Format: 'CSV', Limit: '10', StartDate: '2026-01-01T00:00:00Z' },
  InventorySizeInBytes: 2006,
  RetrievalByteRange: null,
  SHA256TreeHash: null,
  Tier: null,
};
const SELECT = {
  Action: 'Select',
  JobOutputPath: 'results/1',
  OutputLocation: { S3: { BucketName: 'results', Prefix: 'select' } },
  SelectParameters: { Expression: 'SELECT * FROM archive', ExpressionType: 'SQL' },
  Tier: 'Expedited',
};
const FAILURE = { StatusCode: 'Failed', StatusMessage: 'The archive could not be retrieved.' };

const CORRECTION = {
  ArchiveId: 'another',
  ArchiveSizeInBytes: 285545,
  CreationDate: '2026-03-14T03:40:00.000Z',
  Tier: 'Bulk',
};

const TAGGED = 'holiday pictures [group:photos-2026]';

const pending = seen('registration', CREATED, PENDING);
const done = seen('notice', COMPLETED);

/** The evidence of each job, in its order. */
const LIVES: Readonly<Record<string, readonly Evidence[]>> = {
  pending: [pending],
  'member-pending': [seen('registration', CREATED, { ...PENDING, JobDescription: TAGGED })],
  'member-succeeded': [seen('notice', COMPLETED, { JobDescription: TAGGED })],
  'member-select': [seen('describe-job', COMPLETED, { ...SELECT, JobDescription: TAGGED })],
  'pending-described-later': [
    seen('cloudtrail', CREATED, { ...PENDING, JobDescription: null, ArchiveId: null }),
    seen('describe-job', CORRECTED, { ...PENDING, Tier: 'Bulk' }),
  ],
  'pending-inventory': [seen('list-jobs', CREATED, { ...INVENTORY, ...PENDING })],
  'pending-vault-missing': [pending, vaultNotFound(CORRECTED)],
  succeeded: [seen('notice', COMPLETED, { JobDescription: 'Größe: 5 µm, 写真 📷 "a"' })],
  'succeeded-corrected': [
    seen('notice', COMPLETED, { CompletionDate: null, JobDescription: 'as the notice says' }),
    seen('describe-job', CORRECTED, CORRECTION),
  ],
  'succeeded-inventory': [seen('list-jobs', COMPLETED, INVENTORY)],
  'succeeded-select': [seen('describe-job', COMPLETED, SELECT)],
  'succeeded-undated': [pending, seen('notice', COMPLETED, { CompletionDate: null })],
  failed: [pending, seen('notice', COMPLETED, FAILURE)],
  expiring: [pending, done, clock(EXPIRING)],
  expired: [pending, done, clock(EXPIRING), notFound(EXPIRED)],
  'expired-unseen': [pending, notFound(EXPIRED)],
  'expired-vault-missing': [
    pending,
    vaultNotFound('2026-03-15T06:00:00.000Z'),
    vaultNotFound(EXPIRED),
  ],
  collected: [pending, done, collected(CORRECTED)],
  'collected-late': [seen('describe-job', EXPIRING), collected(EXPIRED)],
};

/** Records the evidence of jobs in every status, and reads their rows. */
export const playJobs = async ({ client }: GoldenWorld) => {
  const record = createRecorder(createDynamoJobStore(client, 'jobs'), POLICY);
  for (const [jobId, pieces] of Object.entries(LIVES)) {
    for (const piece of pieces) {
      await record({ ...piece, key: { ...piece.key, jobId } }, piece.observedAt);
    }
  }
  return readItems(client, 'jobs');
};
