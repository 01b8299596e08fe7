import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';
import { parseSpan } from '../../framework/options/spans.ts';

const EVERY_MS = 15_000;

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
    .option('--until-done', 'exit when no job is pending')
    .option('--every <span>', 'polling interval (default: 15s)', parseSpan)
    .action(({ every = EVERY_MS, ...options }) =>
      launch(
        async (context) => {
          const { watchJobs } = await import('../watch/watch-jobs.ts');
          return watchJobs(context, { ...options, every });
        },
        { tidiesUp: true },
      ),
    );
