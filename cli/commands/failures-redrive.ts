import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/example-command.ts';
import type { Failures } from '../redrive/failure-queues.ts';

const WORDS: Readonly<Record<Failures, readonly [does: string, when: string]>> = {
  notices: [
    'records the notices of FailedNoticesQueue, by the rules of intake; what cannot be recorded stays',
    'after the setting "vaults" was fixed',
  ],
  events: [
    'announces the events of FailedEventsQueue again; what cannot be announced stays',
    'after a damaged row was fixed',
  ],
  deliveries: [
    'puts the messages of DeliveryDeadLetterQueue back into DeliveryQueue',
    'after the sender was fixed',
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
          const { redriveFailures } = await import('../redrive/redrive-commands.ts');
          return redriveFailures(context, failures);
        },
        { tidiesUp: true },
      ),
    );
