import type { LedgerJob } from '../../sandbox/glacier/ledger.ts';
import { account } from '../../sandbox/template/account.ts';
import type { Rng } from '../rng.ts';

/** The kinds of notices that Glacier has not sent. */
export const FORGERIES = [
  'foreign account',
  'foreign region',
  'foreign partition',
  'unwatched vault',
  'unknown job',
  'contradiction',
  'pending job',
  'malformed',
] as const;

/** One of {@link FORGERIES}. */
export type Forgery = (typeof FORGERIES)[number];

/** What a notice is forged with. */
export interface ForgeRequest {
  readonly random: Rng;
  /** A real job, which a forged notice may name. */
  readonly job: LedgerJob;
  readonly now: number;
  readonly number: number;
}

const { partition, region, id } = account;

const arnOf = (
  changes: Partial<Record<'partition' | 'region' | 'id' | 'vault', string>>,
): string => {
  const arn = { partition, region, id, vault: 'photos', ...changes };
  return `arn:${arn.partition}:glacier:${arn.region}:${arn.id}:vaults/${arn.vault}`;
};

/** Writes the text of a forged notice. */
export const forgeNotice = (forgery: Forgery, request: ForgeRequest): string => {
  const { job, random } = request;
  const write = (changes: object) => JSON.stringify({ ...noticeOf(request), ...changes });
  switch (forgery) {
    case 'foreign account':
      return write({ VaultARN: arnOf({ id: '210987654321' }) });
    case 'foreign region':
      return write({ VaultARN: arnOf({ region: 'us-east-1' }) });
    case 'foreign partition':
      return write({ VaultARN: arnOf({ partition: 'aws-cn' }) });
    case 'unwatched vault':
      return write({ VaultARN: arnOf({ vault: 'private' }) });
    case 'unknown job':
      return write({ JobId: unknownJobId(request) });
    case 'contradiction':
      return write({ StatusCode: job.outcome === 'Failed' ? 'Succeeded' : 'Failed' });
    case 'pending job':
      return write({ StatusCode: 'InProgress', Completed: false, CompletionDate: null });
    case 'malformed':
      return malform(random, noticeOf(request));
  }
};

/** The id of a job that Glacier has never heard of. */
export const unknownJobId = ({ number }: Pick<ForgeRequest, 'number'>): string =>
  `unknown-job-${number}-${'x'.repeat(70)}`;

const noticeOf = ({ job, now }: ForgeRequest) => ({
  Action: job.action,
  Completed: true,
  CompletionDate: new Date(now).toISOString(),
  CreationDate: new Date(job.createdAt).toISOString(),
  JobDescription: job.description,
  JobId: job.jobId,
  StatusCode: job.outcome,
  StatusMessage: 'forged',
  Tier: job.tier,
  VaultARN: job.vaultArn,
});

const malform = (random: Rng, notice: ReturnType<typeof noticeOf>): string => {
  const text = JSON.stringify(notice);
  return random.pick([
    '',
    text.slice(0, text.length / 2),
    JSON.stringify({ ...notice, JobId: '../../x' }),
    JSON.stringify({ ...notice, StatusCode: 'Done' }),
    JSON.stringify({ ...notice, VaultARN: 'photos' }),
  ]);
};
