import { Option } from '@commander-js/extra-typings';
import { STATUSES } from '../../lambdas/core/status.ts';
import { PENDING_TIERS } from '../../lambdas/core/status-key.ts';
import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/example-command.ts';
import { wholeNumberWithin } from '../framework/numbers.ts';
import { parseSince } from '../framework/since.ts';

/** Creates `jobs list`. */
export const createJobsList = (launch: Launch) =>
  new ExampleCommand('list')
    .description('lists jobs with their age, their expected finish, and the time left to fetch')
    .examples(EXAMPLES)
    .addOption(statusOption)
    .option('--vault <vault>', 'jobs of one vault, by its name or ARN')
    .addOption(tierOption)
    .option('--since <time>', 'jobs that have their status since then: 24h, 7d, a date', parseSince)
    .option(
      '--limit <number>',
      'at most so many (default: 50 on a terminal, else all)',
      wholeNumberWithin(1, 1_000_000),
    )
    .option('--after <token>', 'go on where an earlier list stopped')
    .action((options) =>
      launch(
        async (context) => {
          const { listJobs } = await import('../jobs/list-jobs.ts');
          return listJobs(context, options);
        },
        { endsUnread: true },
      ),
    );

const statusOption = new Option('--status <status...>', 'jobs of these statuses').choices(STATUSES);

const tierOption = new Option('--tier <tier>', 'jobs of one tier').choices(PENDING_TIERS);

const EXAMPLES = {
  'glacier-jobs jobs list': 'all, the outputs that can be lost first',
  'glacier-jobs jobs list --status Failed Expired --since 24h': 'what went wrong since yesterday',
  'glacier-jobs jobs list --vault photos --json': 'for a program; "next" is for --after',
};
