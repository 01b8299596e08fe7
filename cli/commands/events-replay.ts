import { Option } from '@commander-js/extra-typings';
import { STATUSES } from '../../lambdas/core/status.ts';
import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/example-command.ts';
import { parseSince } from '../framework/since.ts';

/** Creates `events replay`. */
export const createEventsReplay = (launch: Launch) =>
  new ExampleCommand('replay')
    .description(
      'builds the events of a span of time from the Jobs table and sends them again, with the same ids and bytes',
    )
    .examples({
      'glacier-jobs events replay --since 3d --until 1d --missing':
        'after an outage that outlasted the stream, which keeps its records for 24 hours',
      'glacier-jobs events replay --since 2026-03-14 --status Failed --to ep_5f0c':
        'for a new endpoint',
    })
    .requiredOption(
      '--since <time>',
      'transitions recorded since then: 36h, 3d, or a date',
      parseSince,
    )
    .option('--until <time>', 'and before then (default: now)', parseSince)
    .addOption(
      new Option('--status <statuses...>', 'only transitions to these statuses').choices(STATUSES),
    )
    .option('--to <audience>', 'topic, endpoints, or the id of one endpoint (default: all)')
    .option('--missing', 'only to endpoints that have not had the event', false)
    .option('--dry-run', 'only count', false)
    .option('--yes', 'without counting and asking first', false)
    .action((options) =>
      launch(
        async (context) => {
          const { runEventsReplay } = await import('../events/replay-events.ts');
          return runEventsReplay(context, options);
        },
        { tidiesUp: true },
      ),
    );
