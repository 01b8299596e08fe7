import type { SeenEvidence } from '../../../lambdas/core/evidence/evidence.ts';
import {
  createGlacier,
  type GlacierAnswers,
  type ListOrder,
} from '../../../simulation/ports/glacier.ts';
import { readSeen } from '../../../simulation/ports/read-seen.ts';
import { START_MS } from '../../../simulation/world.ts';
import type { Migration } from './migration.ts';

const PAGE_JOBS = 50;

/** How the Glacier of a migration answers. */
export interface MigrationAnswers {
  readonly order: ListOrder;
  /** Every list is useless, so that every due job is polled by DescribeJob. */
  readonly isWithoutLists?: boolean;
  /** Each row of a list is parsed, and takes the memory that it takes in the function. */
  readonly hasParsedRows?: boolean;
}

/** Creates the Glacier of a migration for a copy of the poller, which is at work on a tick. */
export const createMigrationGlacier = (
  jobs: Migration,
  { order, hasParsedRows }: MigrationAnswers,
  tickOf: () => number,
): GlacierAnswers => {
  const see = (job: number, isCompleted: boolean): SeenEvidence => {
    const row = hasParsedRows ? readSeen(JSON.parse(ROW), 'list-jobs', AT) : SEEN.Succeeded;
    return { ...(isCompleted ? row : SEEN.InProgress), key: jobs.keyOf(job) };
  };
  return {
    vaultNames: [],
    describe: ({ jobId }, now, observedAt) => {
      const job = jobs.numberOf(jobId);
      jobs.markMade(job, tickOf());
      const seen = see(job, jobs.isCompleted(job, now));
      return { kind: 'seen', evidence: { ...seen, source: 'describe-job', observedAt } };
    },
    list: ({ vaultArn, marker }, now, observedAt) => {
      const page: SeenEvidence[] = [];
      for (const job of jobs.ofVault(vaultArn, order, marker)) {
        if (!jobs.isCompleted(job, now)) continue;
        if (page.length === PAGE_JOBS) {
          return { kind: 'page', jobs: page, refused: [], next: page.at(-1)?.key.jobId };
        }
        page.push({ ...see(job, true), source: 'list-jobs', observedAt });
      }
      // The list has answered for every job of the vault that was due.
      jobs.markVaultMade(vaultArn, tickOf());
      return { kind: 'page', jobs: page, refused: [] };
    },
  };
};

/** Has every list be useless. */
export const withoutLists = (glacier: GlacierAnswers): GlacierAnswers => ({
  ...glacier,
  list: () => ({ kind: 'page', jobs: [], refused: [], next: 'repeated' }),
});

const AT = new Date(START_MS).toISOString();
/** All rows have its details and dates: to write them for each row takes longer than the poller. */
const JOB = {
  vaultArn: 'arn:aws:glacier:eu-west-1:123456789012:vaults/v',
  jobId: 'j',
  tier: 'Standard',
  createdAt: START_MS,
  completedAt: START_MS,
  outcome: 'Succeeded',
} as const;

/** A row with the details that Glacier gives of an archive's job. */
const ROW = JSON.stringify({
  ...JSON.parse(createGlacier([]).noticeOf(JOB)),
  ArchiveId: 'y'.repeat(138),
  ArchiveSHA256TreeHash: 'a'.repeat(64),
  ArchiveSizeInBytes: 16_777_216,
  JobDescription: 'restore of a photo album, part of a larger batch',
  RetrievalByteRange: '0-16777215',
  SHA256TreeHash: 'a'.repeat(64),
  SNSTopic: 'arn:aws:sns:eu-west-1:123456789012:GlacierJobNotifier-NoticeTopic',
});

const SEEN = {
  Succeeded: readSeen(JSON.parse(ROW), 'list-jobs', AT),
  InProgress: readSeen(
    { ...JSON.parse(ROW), Completed: false, CompletionDate: null, StatusCode: 'InProgress' },
    'describe-job',
    AT,
  ),
};
