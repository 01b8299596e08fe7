import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/example-command.ts';
import type { Failures } from '../redrive/failure-queues.ts';

/** Creates `notices discard` and those of the other failure queues. */
export const createFailuresDiscard = (launch: Launch, failures: Failures) =>
  new ExampleCommand('discard')
    .description('deletes messages that cannot be redriven, and prints each in full')
    .examples({ [`glacier-jobs ${failures} discard --all-unusable`]: 'the alarm returns to OK' })
    .argument('[ids...]', `ids of messages, as "${failures} redrive" prints them`)
    .option('--all-unusable', 'every message that no redrive can ever deal with', false)
    .action((ids, { allUnusable }) =>
      launch(
        async (context) => {
          const { discardFailures } = await import('../redrive/discard-failures.ts');
          return discardFailures(context, { failures, ids, allUnusable });
        },
        { tidiesUp: true },
      ),
    );
