import type { Launch } from '../framework/context.ts';
import { IdCommand } from '../framework/id-command.ts';

/** Creates `jobs collect`. */
export const createJobsCollect = (launch: Launch) =>
  new IdCommand('collect')
    .description('marks jobs whose output is fetched as collected, which ends their reminders')
    .examples({ 'glacier-jobs jobs collect photos krCLWk6m7NJW': 'the output is on our disk' })
    .argument('<vault>', 'name or ARN of the vault')
    .argument('<jobs...>', 'ids of jobs, or their beginnings')
    .option('--force', 'do not ask Glacier whether the jobs succeeded', false)
    .action((vault, jobs, { force }) =>
      launch(async (context) => {
        const { collectJobs } = await import('../jobs/collect-jobs.ts');
        return collectJobs(context, { vault, jobs, force });
      }),
    );
