import type { Launch } from '../../framework/context.ts';
import { IdCommand } from '../../framework/options/id-command.ts';

/** Creates `jobs collect`. */
export const createJobsCollect = (launch: Launch) =>
  new IdCommand('collect')
    .description('marks jobs as collected and stops expiry reminders')
    .examples({ 'glacier-jobs jobs collect photos krCLWk6m7NJW': 'after you download the output' })
    .argument('<vault>', 'name or ARN of the vault')
    .argument('<jobs...>', 'job ids, or unique prefixes')
    .option('--force', 'skip the check that Glacier completed the jobs', false)
    .action((vault, jobs, { force }) =>
      launch(async (context) => {
        const { collectJobs } = await import('../collect-jobs.ts');
        return collectJobs(context, { vault, jobs, force });
      }),
    );
