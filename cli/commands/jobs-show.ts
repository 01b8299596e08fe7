import type { Launch } from '../framework/context.ts';
import { IdCommand } from '../framework/id-command.ts';

/** Creates `jobs show`. */
export const createJobsShow = (launch: Launch) =>
  new IdCommand('show')
    .description('shows a job: its transitions and deliveries, and how to fetch its output')
    .examples({ 'glacier-jobs jobs show photos krCLWk6m': 'the job whose id begins so' })
    .argument('<vault>', 'name or ARN of the vault')
    .argument('<job>', 'id of the job, or its beginning')
    .action((vault, job) =>
      launch(async (context) => {
        const { showJob } = await import('../jobs/show-job.ts');
        return showJob(context, { vault, job });
      }),
    );
