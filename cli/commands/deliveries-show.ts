import { Command } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { examples } from '../framework/examples.ts';

/** Creates `deliveries show`. */
export const createDeliveriesShow = (launch: Launch) =>
  new Command('show')
    .description('shows what became of an event at each endpoint, attempt by attempt')
    .argument('<event>', 'id of the event, evt_...')
    .option('--endpoint <id>', 'only at this endpoint')
    .addHelpText(
      'after',
      examples({ 'glacier-jobs deliveries show evt_MB70fqf0XQpx': 'what did they answer' }),
    )
    .action((event, { endpoint }) =>
      launch(async (context) => {
        const { showDeliveries } = await import('../deliveries/show-deliveries.ts');
        return showDeliveries(context, event, endpoint);
      }),
    );
