import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';

/** Creates `deliveries show`. */
export const createDeliveriesShow = (launch: Launch) =>
  new ExampleCommand('show')
    .description('shows every delivery attempt of an event, by endpoint')
    .examples({ 'glacier-jobs deliveries show evt_MB70fqf0XQpx': 'the response of each endpoint' })
    .argument('<event>', 'event id, such as evt_MB70fqf0XQpx')
    .option('--endpoint <id>', 'only deliveries to this endpoint')
    .action((event, { endpoint }) =>
      launch(async (context) => {
        const { showDeliveries } = await import('../show-deliveries.ts');
        return showDeliveries(context, event, endpoint);
      }),
    );
