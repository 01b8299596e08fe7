import type { Launch } from '../../framework/context.ts';
import { IdCommand } from '../../framework/options/id-command.ts';

/** Creates `jobs show`. */
export const createJobsShow = (launch: Launch) =>
  new IdCommand('show')
    .description('shows the transitions and deliveries of a job, and how to fetch its output')
    .examples({ 'glacier-jobs jobs show photos krCLWk6m': 'by an id prefix' })
    .argument('<vault>', 'name or ARN of the vault')
    .argument('<job>', 'job id, or a unique prefix')
    .action((vault, job) =>
      launch(async (context) => {
        const { showJob } = await import('../show-job.ts');
        return showJob(context, { vault, job });
      }),
    );
