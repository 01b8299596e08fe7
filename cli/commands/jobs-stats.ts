import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/example-command.ts';
import { parseSince } from '../framework/since.ts';

/** Creates `jobs stats`. */
export const createJobsStats = (launch: Launch) =>
  new ExampleCommand('stats')
    .description('counts the jobs, how many succeeded, and how soon their end was known; reads all')
    .examples({ 'glacier-jobs jobs stats --since 7d': 'the last week' })
    .option('--vault <vault>', 'jobs of one vault, by its name or ARN')
    .option('--since <time>', 'jobs first seen since then: 24h, 7d, a date', parseSince)
    .action((options) =>
      launch(async (context) => {
        const { showStats } = await import('../jobs/show-stats.ts');
        return showStats(context, options);
      }),
    );
