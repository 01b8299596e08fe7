import type { ListedJob } from '../../../operations/jobs/list.ts';
import { nameOfVault } from './job-row.ts';
import { type TimingBasis, timeJob } from './job-timing.ts';

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
