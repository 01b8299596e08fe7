import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createJobsTable } from '../../bench/notices/jobs-table.ts';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import type { Evidence } from '../../lambdas/core/evidence/evidence.ts';
import { readSeenJob } from '../../lambdas/core/evidence/seen-evidence.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import { anArchiveNotice, PHOTOS_ARN } from '../support/a-notice.ts';
import { POLICY } from '../support/evidence.ts';
import { type LocalDynamo, startLocalDynamo } from '../support/local-dynamo.ts';

const TABLE = 'jobs-for-queries';
const BACKUPS_ARN = PHOTOS_ARN.replace('photos', 'backups');
/** More than DynamoDB answers in one page: an entry of each weighs more than a kilobyte. */
export const OLD_JOBS = 1100;

/** An instant that many hours before the present. */
const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

/** A job, and its life in hours before the present. */
interface Life {
  readonly id: string;
  readonly description?: string;
  readonly vaultArn?: string;
  readonly tier?: string;
  readonly created: number;
  readonly completed?: number;
  readonly failed?: boolean;
  /** When it was collected, found missing or looked at by the clock. */
  readonly later?: readonly ['collected' | 'not-found' | 'clock', number];
}

const LIVES: readonly Life[] = [
  { id: 'failed-before', created: 64, completed: 60, failed: true },
  { id: 'failed-lately', description: 'nightly 42: c', created: 6, completed: 2, failed: true },
  { id: 'ready', description: 'nightly 42: a', created: 7, completed: 3 },
  { id: 'ready-backup', vaultArn: BACKUPS_ARN, created: 8, completed: 4 },
  { id: 'nearly-gone', created: 25, completed: 21, later: ['clock', 0] },
  { id: 'gone', created: 34, completed: 30, later: ['not-found', 5] },
  {
    id: 'fetched',
    description: 'nightly 42: b',
    created: 9,
    completed: 5,
    later: ['collected', 1],
  },
  { id: 'waiting', description: 'nightly 42: d', created: 1.5 },
  { id: 'overdue', created: 9.5 },
  { id: 'waiting-bulk', tier: 'Bulk', created: 6.5 },
  { id: 'overdue-expedited', tier: 'Expedited', created: 2.5 },
];

const evidenceOf = (life: Life): readonly Evidence[] => {
  const { id, description = null, vaultArn = PHOTOS_ARN, created, completed } = life;
  const job = { JobId: id, JobDescription: description, VaultARN: vaultArn };
  const begun = { ...job, Tier: life.tier ?? 'Standard', CreationDate: ago(created) };
  const pending = { Completed: false, CompletionDate: null, StatusCode: 'InProgress' };
  const look = (source: 'registration' | 'notice', changes: object, hours: number): Evidence => {
    const reading = readSeenJob(anArchiveNotice({ ...begun, ...changes }), source, ago(hours));
    if (reading.kind === 'refused') throw new Error(reading.reason);
    return reading.evidence;
  };
  const ended =
    completed === undefined
      ? []
      : [
          look(
            'notice',
            {
              CompletionDate: ago(completed),
              StatusCode: life.failed ? 'Failed' : 'Succeeded',
              StatusMessage: life.failed ? 'The archive could not be read' : 'Succeeded',
            },
            completed,
          ),
        ];
  return [look('registration', pending, created), ...ended, ...laterOf(life)];
};

const laterOf = ({ id, vaultArn = PHOTOS_ARN, later }: Life): readonly Evidence[] => {
  if (later === undefined) return [];
  const [kind, hours] = later;
  const common = { key: { vaultArn, jobId: id }, observedAt: ago(hours) };
  switch (kind) {
    case 'collected':
      return [{ ...common, kind, source: 'collection' }];
    case 'not-found':
      return [{ ...common, kind, source: 'describe-job' }];
    case 'clock':
      return [{ ...common, kind, source: 'clock' }];
  }
};

const putOldJobs = async ({ client }: LocalDynamo): Promise<void> => {
  const rows = Array.from({ length: OLD_JOBS }, (_, index) => ({
    vaultArn: PHOTOS_ARN.replace('photos', 'attic'),
    jobId: `old-${index}`,
    status: 'Collected',
    statusKey: 'Collected',
    statusSince: ago(24 * 20 + index / 100),
    jobDescription: 'x'.repeat(1024),
  }));
  for (let index = 0; index < rows.length; index += 25) {
    const batch = rows.slice(index, index + 25).map((row) => ({
      PutRequest: { Item: marshall(row) },
    }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: batch } }));
  }
};

/** Fills a Jobs table by the service's own rules; returns how a program finds it. */
export const startQueriesWorld = async () => {
  const local = await startLocalDynamo();
  await createJobsTable(local.client, TABLE);
  const record = createRecorder(createDynamoJobStore(local.client, TABLE), POLICY);
  for (const evidence of LIVES.flatMap(evidenceOf)) await record(evidence, evidence.observedAt);
  await putOldJobs(local);
  return {
    stop: local.stop,
    environment: {
      AWS_ENDPOINT_URL_DYNAMODB: local.endpoint,
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      JOBS_TABLE: TABLE,
      VAULT_ARN: PHOTOS_ARN,
      JOB_ID: 'fetched',
    },
  };
};
