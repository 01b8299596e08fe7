import type { Launch } from '../framework/context.ts';
import { IdCommand } from '../framework/id-command.ts';

/** Creates `jobs track`. */
export const createJobsTrack = (launch: Launch) =>
  new IdCommand('track')
    .description('tells the service of jobs that were started elsewhere, so that they are followed')
    .examples({
      'glacier-jobs jobs track photos -- "$JOB_ID"': 'right after aws glacier initiate-job',
    })
    .argument('<vault>', 'name or ARN of the vault')
    .argument('<jobs...>', 'whole ids, as InitiateJob answered them')
    .action((vault, jobs) =>
      launch(async (context) => {
        const { trackJobs } = await import('../jobs/track-jobs.ts');
        return trackJobs(context, { vault, jobs });
      }),
    );
