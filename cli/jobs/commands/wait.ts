import type { Launch } from '../../framework/context.ts';
import { IdCommand } from '../../framework/options/id-command.ts';
import { parseSpan } from '../../framework/options/spans.ts';

const EVERY_MS = 15_000;

/** Creates `jobs wait`. */
export const createJobsWait = (launch: Launch) =>
  new IdCommand('wait')
    .description('waits until jobs end and reports the result in the exit code')
    .examples({
      'glacier-jobs jobs wait photos --timeout 6h -- "$JOB_ID" && ./fetch.sh':
        'fetch the output when the job succeeds',
      'glacier-jobs jobs wait photos -- "$JOB_ID"; case $? in 4) ... ;; 5) ... ;; esac':
        'exit code 0: succeeded; 4: failed; 5: expired; 6: timed out',
    })
    .argument('<vault>', 'name or ARN of the vault')
    .argument('<jobs...>', 'job ids, or unique prefixes')
    .option('--timeout <span>', 'maximum time to wait: 30m, 6h (default: no limit)', parseSpan)
    .option('--every <span>', 'polling interval (default: 15s)', parseSpan)
    .action((vault, jobs, { timeout, every = EVERY_MS }) =>
      launch(async (context) => {
        const { waitForJobs } = await import('../watch/wait-for-jobs.ts');
        return waitForJobs(context, { vault, jobs, timeout, every });
      }),
    );
