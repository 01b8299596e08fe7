import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';
import { wholeNumberWithin } from '../../framework/options/numbers.ts';

/** Creates `events list-failed`. */
export const createEventsListFailed = (launch: Launch) =>
  new ExampleCommand('list-failed')
    .description('lists events that could not be published, with the reasons')
    .examples({ 'glacier-jobs events list-failed': 'for example, because of a damaged row' })
    .option('--limit <count>', 'maximum number to show', wholeNumberWithin(1, 10_000), 100)
    .action(({ limit }) =>
      launch(async (context) => {
        const { listFailedEvents } = await import('../list-failures.ts');
        return listFailedEvents(context, limit);
      }),
    );
