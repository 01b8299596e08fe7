import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/example-command.ts';
import { parseSpan } from '../framework/spans.ts';

const EVERY_MS = 15_000;

/** Creates `jobs watch`. */
export const createJobsWatch = (launch: Launch) =>
  new ExampleCommand('watch')
    .description(
      'shows the pending jobs live against the time that their tier takes; without a terminal, a line a change',
    )
    .examples({
      'glacier-jobs jobs watch': 'until Ctrl-C; overdue jobs are red',
      'glacier-jobs jobs watch --vault photos --until-done | tee jobs.log': 'a line a change',
    })
    .option('--vault <vault>', 'jobs of one vault, by its name or ARN')
    .option('--until-done', 'end when no job is pending')
    .option('--every <span>', 'look so often (default: 15s)', parseSpan)
    .action(({ every = EVERY_MS, ...options }) =>
      launch(
        async (context) => {
          const { watchJobs } = await import('../jobs/watch-jobs.ts');
          return watchJobs(context, { ...options, every });
        },
        { tidiesUp: true },
      ),
    );
