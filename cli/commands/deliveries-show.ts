import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/example-command.ts';

/** Creates `deliveries show`. */
export const createDeliveriesShow = (launch: Launch) =>
  new ExampleCommand('show')
    .description('shows what became of an event at each endpoint, attempt by attempt')
    .examples({ 'glacier-jobs deliveries show evt_MB70fqf0XQpx': 'what did they answer' })
    .argument('<event>', 'id of the event, evt_...')
    .option('--endpoint <id>', 'only at this endpoint')
    .action((event, { endpoint }) =>
      launch(async (context) => {
        const { showDeliveries } = await import('../deliveries/show-deliveries.ts');
        return showDeliveries(context, event, endpoint);
      }),
    );
