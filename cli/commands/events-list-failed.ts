import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/example-command.ts';
import { wholeNumberWithin } from '../framework/numbers.ts';

/** Creates `events list-failed`. */
export const createEventsListFailed = (launch: Launch) =>
  new ExampleCommand('list-failed')
    .description('lists the events that could not be announced, and why')
    .examples({ 'glacier-jobs events list-failed': 'whose rows are damaged' })
    .option('--limit <count>', 'at most so many', wholeNumberWithin(1, 10_000), 100)
    .action(({ limit }) =>
      launch(async (context) => {
        const { listFailedEvents } = await import('../redrive/list-failures.ts');
        return listFailedEvents(context, limit);
      }),
    );
