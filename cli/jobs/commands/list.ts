import { Option } from '@commander-js/extra-typings';
import { PENDING_TIERS, STATUSES } from '../../../lambdas/core/job/status.ts';
import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';
import { wholeNumberWithin } from '../../framework/options/numbers.ts';
import { parseSince } from '../../framework/options/since.ts';

/** Creates `jobs list`. */
export const createJobsList = (launch: Launch) =>
  new ExampleCommand('list')
    .description('lists jobs with their age, expected completion and time left to fetch the output')
    .examples(EXAMPLES)
    .addOption(statusOption)
    .option('--vault <vault>', 'only jobs of this vault (name or ARN)')
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
          const { listJobs } = await import('../list-jobs.ts');
          return listJobs(context, options);
        },
        { endsUnread: true },
      ),
    );

const statusOption = new Option('--status <status...>', 'only these statuses').choices(STATUSES);

const tierOption = new Option('--tier <tier>', 'only jobs of this tier').choices(PENDING_TIERS);

const EXAMPLES = {
  'glacier-jobs jobs list': 'all jobs, those at risk of losing their output first',
  'glacier-jobs jobs list --status Failed Expired --since 24h': 'failures since yesterday',
  'glacier-jobs jobs list --vault photos --json': 'for scripts; pass "next" to --after',
};
