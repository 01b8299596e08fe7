import { Option } from '@commander-js/extra-typings';
import { PENDING_TIERS, STATUSES } from '../../lambdas/core/job/status.ts';
import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/options/example-command.ts';
import { createGroupOption } from '../framework/options/group-option.ts';
import { IdCommand } from '../framework/options/id-command.ts';
import { parseSince, parseSpan, wholeNumberWithin } from '../framework/options/option-values.ts';

/** Creates `jobs list`. */
export const createJobsList = (launch: Launch) =>
  new ExampleCommand('list')
    .description('lists jobs with their age, expected completion and time left to fetch the output')
    .examples(LIST_EXAMPLES)
    .addOption(statusOption)
    .option('--vault <vault>', 'only jobs of this vault (name or ARN)')
    .addOption(groupFilter)
    .addOption(tierOption)
    .option('--since <time>', 'only status changes since: 24h, 7d, or a date', parseSince)
    .option(
      '--limit <number>',
      'maximum number to show (default: 50 on a terminal, otherwise all)',
      wholeNumberWithin(1, 1_000_000),
    )
    .option('--after <token>', 'continue after an earlier list')
    .action((options) =>
      launch(
        async (context) => {
          const { listJobs } = await import('./list-jobs.ts');
          return listJobs(context, options);
        },
        { endsUnread: true },
      ),
    );

const groupFilter = createGroupOption('only jobs of this group');

const statusOption = new Option('--status <status...>', 'only these statuses').choices(STATUSES);

const tierOption = new Option('--tier <tier>', 'only jobs of this tier').choices(PENDING_TIERS);

const LIST_EXAMPLES = {
  'glacier-jobs jobs list': 'all jobs, those at risk of losing their output first',
  'glacier-jobs jobs list --status Failed Expired --since 24h': 'failures since yesterday',
  'glacier-jobs jobs list --vault photos --json': 'for scripts; pass "next" to --after',
};

/** Creates `jobs show`. */
export const createJobsShow = (launch: Launch) =>
  new IdCommand('show')
    .description('shows the transitions and deliveries of a job, and how to fetch its output')
    .examples({ 'glacier-jobs jobs show photos krCLWk6m': 'by an id prefix' })
    .argument('<vault>', 'name or ARN of the vault')
    .argument('<job>', 'job id, or a unique prefix')
    .action((vault, job) =>
      launch(async (context) => {
        const { showJob } = await import('./show-job.ts');
        return showJob(context, { vault, job });
      }),
    );

/** Creates `jobs track`. */
export const createJobsTrack = (launch: Launch) =>
  new IdCommand('track')
    .description('tracks jobs that were started by another program')
    .examples({
      'glacier-jobs jobs track photos -- "$JOB_ID"': 'right after "aws glacier initiate-job"',
    })
    .argument('[vault]', 'name or ARN of the vault; not needed with --journal')
    .argument('[jobs...]', 'full job ids, as returned by InitiateJob')
    .addOption(fromOption)
    .addOption(journalOption)
    .addOption(
      createGroupOption(
        'jobs that Glacier lists in the vault with this group in their description',
      ),
    )
    .action((vault, jobs, options) =>
      launch(async (context) => {
        const { trackJobs } = await import('./track-jobs.ts');
        return trackJobs(context, { vault, jobs, ...options });
      }),
    );

/** `--from` of commands that take job ids */
export const fromOption = new Option(
  '--from <file>',
  'read job ids from a file, or with - from standard input: one per line, or the lines that "start archive" prints',
);

/** `--journal` of commands that take job ids */
export const journalOption = new Option(
  '--journal <file>',
  'the jobs in the journal of a "start archive"',
);

const WATCH_EVERY_MS = 15_000;

/** Creates `jobs watch`. */
export const createJobsWatch = (launch: Launch) =>
  new ExampleCommand('watch')
    .description(
      'shows live progress of pending jobs; without a terminal, prints one line per change',
    )
    .examples({
      'glacier-jobs jobs watch': 'until Ctrl-C; overdue jobs are shown in red',
      'glacier-jobs jobs watch --vault photos --until-done | tee jobs.log': 'one line per change',
    })
    .option('--vault <vault>', 'only jobs of this vault (name or ARN)')
    .addOption(groupFilter)
    .option('--until-done', 'exit when no job is pending')
    .option('--every <span>', 'polling interval (default: 15s)', parseSpan)
    .action(({ every = WATCH_EVERY_MS, ...options }) =>
      launch(
        async (context) => {
          const { watchJobs } = await import('./watch/watch-jobs.ts');
          return watchJobs(context, { ...options, every });
        },
        { tidiesUp: true },
      ),
    );

/** Creates `jobs wait`. */
export const createJobsWait = (launch: Launch) =>
  new IdCommand('wait')
    .description('waits until jobs end and reports the result in the exit code')
    .examples({
      'glacier-jobs jobs wait photos --timeout 6h -- "$JOB_ID" && ./fetch.sh':
        'fetch the output when the job succeeds',
      'glacier-jobs jobs wait photos -- "$JOB_ID"; case $? in 4) ... ;; 5) ... ;; esac':
        'exit code 0: succeeded; 4: failed; 5: expired; 6: timed out',
      'glacier-jobs jobs wait --journal archives.txt.journal': 'every job that a start has started',
    })
    .argument('[vault]', 'name or ARN of the vault; not needed with --journal and --group')
    .argument('[jobs...]', 'job ids, or unique prefixes')
    .addOption(fromOption)
    .addOption(journalOption)
    .addOption(createGroupOption('members of this group, as of now; see also "groups wait"'))
    .option('--timeout <span>', 'maximum time to wait: 30m, 6h (default: no limit)', parseSpan)
    .option(
      '--every <span>',
      'polling interval (default: 15s; longer for over 1,000 jobs)',
      parseSpan,
    )
    .action((vault, jobs, options) =>
      launch(async (context) => {
        const { waitForJobs } = await import('./watch/wait-for-jobs.ts');
        return waitForJobs(context, { vault, jobs, ...options });
      }),
    );

/** Creates `jobs collect`. */
export const createJobsCollect = (launch: Launch) =>
  new IdCommand('collect')
    .description('marks jobs as collected and stops expiry reminders')
    .examples({ 'glacier-jobs jobs collect photos krCLWk6m7NJW': 'after you download the output' })
    .argument('[vault]', 'name or ARN of the vault; not needed with --journal and --group')
    .argument('[jobs...]', 'job ids, or unique prefixes')
    .addOption(fromOption)
    .addOption(journalOption)
    .addOption(createGroupOption('members of this group whose output can be fetched'))
    .option('--force', 'skip the check that Glacier completed the jobs', false)
    .option('--yes', 'collect more than 100 without a confirmation prompt', false)
    .action((vault, jobs, options) =>
      launch(async (context) => {
        const { collectJobs } = await import('./collect-jobs.ts');
        return collectJobs(context, { vault, jobs, ...options });
      }),
    );

/** Creates `jobs stats`. */
export const createJobsStats = (launch: Launch) =>
  new ExampleCommand('stats')
    .description('shows job counts, success rates and detection delays; reads every job')
    .examples({ 'glacier-jobs jobs stats --since 7d': 'jobs of the last week' })
    .option('--vault <vault>', 'only jobs of this vault (name or ARN)')
    .addOption(groupFilter)
    .option('--since <time>', 'only jobs first seen since: 24h, 7d, or a date', parseSince)
    .action((options) =>
      launch(async (context) => {
        const { showStats } = await import('./show-stats.ts');
        return showStats(context, options);
      }),
    );
