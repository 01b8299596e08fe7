import { pendingTier, type Status } from '../../../lambdas/core/job/status.ts';
import { parseVaultArn } from '../../../lambdas/core/vault/vault.ts';
import type { ListedJob } from '../../../operations/jobs/list.ts';
import { formatSpan } from '../../framework/output/durations.ts';
import type { Output, Style } from '../../framework/output/output.ts';
import { printable, shorten } from '../../framework/output/printable.ts';
import type { Column } from '../../framework/output/table.ts';
import { type JobTiming, type TimingBasis, timeJob } from './job-timing.ts';

/** The columns of a list of jobs. */
export const JOB_COLUMNS: readonly Column[] = [
  { title: 'STATUS', minWidth: 10 },
  { title: 'VAULT' },
  { title: 'JOB', minWidth: 12 },
  { title: 'TIER', minWidth: 9, leaveOut: 3 },
  { title: 'AGE', minWidth: 6, leaveOut: 2 },
  { title: 'FINISH', minWidth: 16, leaveOut: 4 },
  { title: 'LEFT', minWidth: 6 },
  { title: 'DESCRIPTION', leaveOut: 1 },
];

/** Long enough to distinguish jobs; the commands accept an id prefix. */
export const SHOWN_ID = 12;
const SHOWN_DESCRIPTION = 32;

const STYLES: Readonly<Record<Status, Style>> = {
  InProgress: 'cyan',
  Succeeded: 'green',
  Expiring: 'yellow',
  Failed: 'red',
  Expired: 'red',
  Collected: 'dim',
};

/** Formats a job as a row; only a terminal gets shortened ids and descriptions. */
export const toJobRow = (job: ListedJob, basis: TimingBasis, output: Output): readonly string[] => {
  const timing = timeJob(job, basis);
  const cut = (text: string, length: number) => (output.isTerminal ? shorten(text, length) : text);
  return [
    styleStatus(job.status, output),
    nameOfVault(job.vaultArn),
    output.isTerminal ? job.jobId.slice(0, SHOWN_ID) : job.jobId,
    pendingTier(job),
    timing.ageMs === undefined ? '-' : formatSpan(timing.ageMs),
    describeFinish(job, timing, basis, output),
    describeLeft(job, timing, output),
    cut(printable(job.jobDescription ?? ''), SHOWN_DESCRIPTION),
  ];
};

/** Formats a status in its color. */
export const styleStatus = (status: Status, output: Output): string =>
  output.style(STYLES[status], status);

/** The name of a vault in its ARN. */
export const nameOfVault = (vaultArn: string): string =>
  parseVaultArn(vaultArn)?.vaultName ?? printable(vaultArn);

/** Describes when a pending job is expected to complete, or when a job completed. */
export const describeFinish = (
  { completionDate }: ListedJob,
  { expected, overdueMs }: JobTiming,
  { now }: TimingBasis,
  output: Output,
): string => {
  if (overdueMs !== undefined) return output.style('red', `overdue ${formatSpan(overdueMs)}`);
  if (expected === undefined) return completionDate?.slice(0, 16).replace('T', ' ') ?? '-';
  const [from, to] = [expected.from, expected.to].map((at) => Date.parse(at) - Date.parse(now));
  const earliest = formatSpan(from ?? 0);
  const latest = formatSpan(to ?? 0);
  return (from ?? 0) > 0 ? `in ${earliest}-${latest}` : `within ${latest}`;
};

/** Describes how long an output can still be fetched. */
export const describeLeft = (
  { status }: ListedJob,
  { leftMs }: JobTiming,
  output: Output,
): string => {
  if (leftMs === undefined) return '-';
  if (leftMs <= 0) return output.style('red', 'imminent');
  return status === 'Expiring' ? output.style('yellow', formatSpan(leftMs)) : formatSpan(leftMs);
};

/** A job of a list as `--json` prints it; docs/cli.md describes the shape. */
export const toJobJson = (job: ListedJob, basis: TimingBasis) => {
  const { ageMs, expected, overdueMs, leftMs } = timeJob(job, basis);
  const { statusKey: _, ...shown } = job;
  return {
    ...shown,
    vaultName: nameOfVault(job.vaultArn),
    ageSeconds: toSeconds(ageMs),
    expectedFrom: expected?.from,
    expectedTo: expected?.to,
    overdueSeconds: toSeconds(overdueMs),
    secondsLeft: toSeconds(leftMs),
  };
};

const toSeconds = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : Math.floor(ms / 1000);
