import { Option } from '@commander-js/extra-typings';
import { STATUSES } from '../../../lambdas/core/job/status.ts';
import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';
import { parseSince } from '../../framework/options/since.ts';

/** Creates `events replay`. */
export const createEventsReplay = (launch: Launch) =>
  new ExampleCommand('replay')
    .description(
      'rebuilds the events of a time range from the Jobs table and resends them, with the same ids and bytes',
    )
    .examples({
      'glacier-jobs events replay --since 3d --until 1d --missing':
        'after an outage longer than the 24-hour retention of the stream',
      'glacier-jobs events replay --since 2026-03-14 --status Failed --to ep_5f0c':
        'for a new endpoint',
    })
    .requiredOption('--since <time>', 'start of the time range: 36h, 3d, or a date', parseSince)
    .option('--until <time>', 'end of the time range (default: now)', parseSince)
    .addOption(
      new Option('--status <statuses...>', 'only transitions to these statuses').choices(STATUSES),
    )
    .option('--to <audience>', 'send to topic, endpoints, or one endpoint id (default: all)')
    .option('--missing', 'skip endpoints that have already received the event', false)
    .option('--dry-run', 'count the events without sending them', false)
    .option('--yes', 'skip the count and the confirmation prompt', false)
    .action((options) =>
      launch(
        async (context) => {
          const { runEventsReplay } = await import('../replay-events.ts');
          return runEventsReplay(context, options);
        },
        { tidiesUp: true },
      ),
    );
