import type { Job } from '../../../lambdas/core/job/job.ts';
import type { Service } from '../../deployment/service.ts';
import { formatSpan } from '../../framework/output/durations.ts';
import type { Output } from '../../framework/output/output.ts';
import { printable } from '../../framework/output/printable.ts';
import { describeFinish, describeLeft, nameOfVault, styleStatus } from './job-row.ts';
import { timeJob } from './job-timing.ts';

const LABEL_WIDTH = 14;

/** Describes a job in lines of a label and a value; omits unknown values. */
export const describeDetails = (
  job: Job,
  { clock, settings }: Service,
  output: Output,
): readonly string[] => {
  const basis = { now: clock.now(), settings };
  const timing = timeJob(job, basis);
  const values: Readonly<Record<string, string | number | undefined>> = {
    job: job.jobId,
    vault: `${nameOfVault(job.vaultArn)} (${job.vaultArn})`,
    status: styleStatus(job.status, output),
    'failure reason': job.status === 'Failed' ? clean(job.statusMessage) : undefined,
    description: clean(job.jobDescription),
    action: clean(job.action),
    tier: clean(job.tier),
    archive: clean(job.archiveId),
    'byte range': clean(job.retrievalByteRange),
    size: job.archiveSizeInBytes ?? job.inventorySizeInBytes,
    started: job.creationDate,
    age: timing.ageMs === undefined ? undefined : formatSpan(timing.ageMs),
    finish: describeFinish(job, timing, basis, output),
    'time to fetch':
      timing.leftMs === undefined
        ? undefined
        : `${describeLeft(job, timing, output)} (at least until ${job.outputExpiresAt})`,
  };
  return Object.entries(values).flatMap(([label, value]) =>
    value === undefined ? [] : [`${label.padEnd(LABEL_WIDTH)}  ${toText(value)}`],
  );
};

const clean = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : printable(text);

const toText = (value: string | number): string =>
  typeof value === 'number' ? `${value.toLocaleString('en')} bytes` : value;
