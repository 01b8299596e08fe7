import { Command } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { examples } from '../framework/examples.ts';
import type { Failures } from '../redrive/failure-queues.ts';

/** Creates `notices discard` and those of the other failure queues. */
export const createFailuresDiscard = (launch: Launch, failures: Failures) =>
  new Command('discard')
    .description('deletes messages that cannot be redriven, and prints each in full')
    .argument('[ids...]', `ids of messages, as "${failures} redrive" prints them`)
    .option('--all-unusable', 'every message that no redrive can ever deal with', false)
    .addHelpText(
      'after',
      examples({ [`glacier-jobs ${failures} discard --all-unusable`]: 'the alarm turns green' }),
    )
    .action((ids, { allUnusable }) =>
      launch(
        async (context) => {
          const { discardFailures } = await import('../redrive/discard-failures.ts');
          return discardFailures(context, { failures, ids, allUnusable });
        },
        { tidiesUp: true },
      ),
    );
