import { Command } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { examples } from '../framework/examples.ts';

/** Creates `jobs collect`. */
export const createJobsCollect = (launch: Launch) =>
  new Command('collect')
    .description('says that the output of jobs is fetched: nobody is reminded of them any more')
    .argument('<vault>', 'name or ARN of the vault')
    .argument('<jobs...>', 'ids of jobs, or their beginnings')
    .addHelpText(
      'after',
      examples({ 'glacier-jobs jobs collect photos krCLWk6m7NJW': 'the output is on our disk' }),
    )
    .action((vault, jobs) =>
      launch(async (context) => {
        const { collectJobs } = await import('../jobs/collect-jobs.ts');
        return collectJobs(context, { vault, jobs });
      }),
    );
