import type { Launch } from '../framework/context.ts';
import { IdCommand } from '../framework/id-command.ts';
import { parseSpan } from '../framework/spans.ts';

const EVERY_MS = 15_000;

/** Creates `jobs wait`. */
export const createJobsWait = (launch: Launch) =>
  new IdCommand('wait')
    .description('waits until jobs have ended; the exit code tells how')
    .examples({
      'glacier-jobs jobs wait photos --timeout 6h -- "$JOB_ID" && ./fetch.sh':
        'instead of sleeping',
      'glacier-jobs jobs wait photos -- "$JOB_ID"; case $? in 4) ... ;; 5) ... ;; esac':
        'exit codes: 0 succeeded, 4 failed, 5 expired, 6 the time is up',
    })
    .argument('<vault>', 'name or ARN of the vault')
    .argument('<jobs...>', 'ids of jobs, or their beginnings')
    .option('--timeout <span>', 'wait no longer than that: 30m, 6h (default: for ever)', parseSpan)
    .option('--every <span>', 'look so often (default: 15s)', parseSpan)
    .action((vault, jobs, { timeout, every = EVERY_MS }) =>
      launch(async (context) => {
        const { waitForJobs } = await import('../jobs/wait-for-jobs.ts');
        return waitForJobs(context, { vault, jobs, timeout, every });
      }),
    );
