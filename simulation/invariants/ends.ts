import type { Job } from '../../lambdas/core/job/job.ts';
import type { TrueJob } from '../ports/glacier.ts';

const OUTPUT_MS = 24 * 3_600_000;

/** Finds where a settled row disagrees with Glacier's own ledger. */
export const findEnd = (job: TrueJob, { status, transitions }: Job): readonly string[] => {
  const ends = job.outcome === 'Failed' ? ['Failed'] : ['Collected', 'Expired'];
  const found = transitions.find((step) => step.status === 'Succeeded' || step.status === 'Failed');
  const isLate = found !== undefined && Date.parse(found.at) > job.completedAt + OUTPUT_MS;
  return [
    ...(ends.includes(status) ? [] : [`a job that ${job.outcome} ended as ${status}`]),
    ...(found === undefined ? ['the completion was never found'] : []),
    ...(isLate ? ['the completion was found after the output expired'] : []),
  ];
};
