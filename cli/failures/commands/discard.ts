import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';
import type { Failures } from '../failure-queues.ts';

/** Creates `notices discard` and those of the other failure queues. */
export const createFailuresDiscard = (launch: Launch, failures: Failures) =>
  new ExampleCommand('discard')
    .description('deletes messages that cannot be redriven, and prints each one in full')
    .examples({ [`glacier-jobs ${failures} discard --all-unusable`]: 'returns the alarm to OK' })
    .argument('[ids...]', `message ids, as printed by "${failures} redrive"`)
    .option('--all-unusable', 'every message that can never be redriven', false)
    .action((ids, { allUnusable }) =>
      launch(
        async (context) => {
          const { discardFailures } = await import('../discard-failures.ts');
          return discardFailures(context, { failures, ids, allUnusable });
        },
        { tidiesUp: true },
      ),
    );
