import { Command } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { examples } from '../framework/examples.ts';
import { wholeNumberWithin } from '../framework/numbers.ts';

/** Creates `events list-failed`. */
export const createEventsListFailed = (launch: Launch) =>
  new Command('list-failed')
    .description('lists the events that could not be announced, and why')
    .option('--limit <count>', 'at most so many', wholeNumberWithin(1, 10_000), 100)
    .addHelpText('after', examples({ 'glacier-jobs events list-failed': 'whose rows are damaged' }))
    .action(({ limit }) =>
      launch(async (context) => {
        const { listFailedEvents } = await import('../redrive/list-failures.ts');
        return listFailedEvents(context, limit);
      }),
    );
