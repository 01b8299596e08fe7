import { Option } from '@commander-js/extra-typings';
import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';
import { wholeNumberWithin } from '../../framework/options/numbers.ts';
import { parseSince } from '../../framework/options/since.ts';

/** The states by which a delivery can be found; the usual one has no index. */
const STATES = ['retrying', 'parked', 'exhausted', 'dropped'] as const;

/** Creates `deliveries list`. */
export const createDeliveriesList = (launch: Launch) =>
  new ExampleCommand('list')
    .description('lists undelivered events; "deliveries show" also shows delivered ones')
    .examples({
      'glacier-jobs deliveries list': 'all undelivered events',
      'glacier-jobs deliveries list --endpoint ep_5f0c --state exhausted --since 24h':
        'deliveries exhausted since yesterday',
    })
    .option('--endpoint <id>', 'only deliveries to this endpoint')
    .addOption(new Option('--state <state>', 'only deliveries in this state').choices(STATES))
    .option('--since <time>', 'changed since: 24h, 7d, or a date (default: 30d)', parseSince)
    .option('--limit <count>', 'maximum number to show', wholeNumberWithin(1, 100_000), 1000)
    .action(({ state, ...options }) =>
      launch(
        async (context) => {
          const { listDeliveries } = await import('../list-deliveries.ts');
          return listDeliveries(context, { ...options, state: state && [state] });
        },
        { endsUnread: true },
      ),
    );
