import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';
import type { Failures } from '../failure-queues.ts';

const WORDS: Readonly<Record<Failures, readonly [does: string, when: string]>> = {
  notices: [
    'records the notices in FailedNoticesQueue; those that still fail stay in the queue',
    'after you correct the setting "vaults"',
  ],
  events: [
    'publishes the events in FailedEventsQueue; those that still fail stay in the queue',
    'after you fix a damaged row',
  ],
  deliveries: [
    'moves messages from DeliveryDeadLetterQueue back to DeliveryQueue',
    'after you fix the sender',
  ],
};

/** Creates `notices redrive` and those of the other failure queues. */
export const createFailuresRedrive = (launch: Launch, failures: Failures) =>
  new ExampleCommand('redrive')
    .description(WORDS[failures][0])
    .examples({ [`glacier-jobs ${failures} redrive`]: WORDS[failures][1] })
    .action(() =>
      launch(
        async (context) => {
          const { redriveFailures } = await import('../redrive-failures.ts');
          return redriveFailures(context, failures);
        },
        { tidiesUp: true },
      ),
    );
