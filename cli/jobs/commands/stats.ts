import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';
import { parseSince } from '../../framework/options/since.ts';

/** Creates `jobs stats`. */
export const createJobsStats = (launch: Launch) =>
  new ExampleCommand('stats')
    .description('shows job counts, success rates and detection delays; reads every job')
    .examples({ 'glacier-jobs jobs stats --since 7d': 'jobs of the last week' })
    .option('--vault <vault>', 'only jobs of this vault (name or ARN)')
    .option('--since <time>', 'only jobs first seen since: 24h, 7d, or a date', parseSince)
    .action((options) =>
      launch(async (context) => {
        const { showStats } = await import('../show-stats.ts');
        return showStats(context, options);
      }),
    );
