import type { Launch } from '../../framework/context.ts';
import { IdCommand } from '../../framework/options/id-command.ts';

/** Creates `jobs track`. */
export const createJobsTrack = (launch: Launch) =>
  new IdCommand('track')
    .description('tracks jobs that were started by another program')
    .examples({
      'glacier-jobs jobs track photos -- "$JOB_ID"': 'right after "aws glacier initiate-job"',
    })
    .argument('<vault>', 'name or ARN of the vault')
    .argument('<jobs...>', 'full job ids, as returned by InitiateJob')
    .action((vault, jobs) =>
      launch(async (context) => {
        const { trackJobs } = await import('../track-jobs.ts');
        return trackJobs(context, { vault, jobs });
      }),
    );
