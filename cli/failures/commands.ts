import { Option } from '@commander-js/extra-typings';
import { STATUSES } from '../../lambdas/core/job/status.ts';
import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/options/example-command.ts';
import { parseSince, wholeNumberWithin } from '../framework/options/option-values.ts';
import type { Failures } from './failure-queues.ts';

/** Creates `events list-failed`. */
export const createEventsListFailed = (launch: Launch) =>
  new ExampleCommand('list-failed')
    .description('lists events that could not be published, with the reasons')
    .examples({ 'glacier-jobs events list-failed': 'for example, because of a damaged row' })
    .option('--limit <count>', 'maximum number to show', wholeNumberWithin(1, 10_000), 100)
    .action(({ limit }) =>
      launch(async (context) => {
        const { listFailedEvents } = await import('./list-failures.ts');
        return listFailedEvents(context, limit);
      }),
    );

/** Creates `notices list`. */
export const createNoticesList = (launch: Launch) =>
  new ExampleCommand('list')
    .description(
      'lists notices that could not be recorded, with the reasons; hides them from other consumers briefly',
    )
    .examples({ 'glacier-jobs notices list': 'check for lost notices' })
    .option('--limit <count>', 'maximum number to show', wholeNumberWithin(1, 10_000), 100)
    .action(({ limit }) =>
      launch(async (context) => {
        const { listNotices } = await import('./list-failures.ts');
        return listNotices(context, limit);
      }),
    );

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
          const { redriveFailures } = await import('./redrive-failures.ts');
          return redriveFailures(context, failures);
        },
        { tidiesUp: true },
      ),
    );

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
          const { discardFailures } = await import('./discard-failures.ts');
          return discardFailures(context, { failures, ids, allUnusable });
        },
        { tidiesUp: true },
      ),
    );

/** Creates `events replay`. */
export const createEventsReplay = (launch: Launch) =>
  new ExampleCommand('replay')
    .description(
      'rebuilds the events of a time range from the tables and resends them, with the same ids and bytes',
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
      new Option(
        '--status <statuses...>',
        'only transitions to these statuses, no events of groups',
      ).choices(STATUSES),
    )
    .option('--to <audience>', 'send to topic, endpoints, or one endpoint id (default: all)')
    .option('--missing', 'skip endpoints that have already received the event', false)
    .option('--dry-run', 'count the events without sending them', false)
    .option('--yes', 'skip the count and the confirmation prompt', false)
    .action((options) =>
      launch(
        async (context) => {
          const { runEventsReplay } = await import('./replay-events.ts');
          return runEventsReplay(context, options);
        },
        { tidiesUp: true },
      ),
    );
