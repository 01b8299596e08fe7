import { Command } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { examples } from '../framework/examples.ts';

/** Creates `deliveries redrive`. */
export const createDeliveriesRedrive = (launch: Launch) =>
  new Command('redrive')
    .description('puts the messages of DeliveryDeadLetterQueue back into DeliveryQueue')
    .addHelpText(
      'after',
      examples({ 'glacier-jobs deliveries redrive': 'after the sender was mended' }),
    )
    .action(() =>
      launch(
        async (context) => {
          const { redriveDeliveries } = await import('../redrive/redrive-commands.ts');
          return redriveDeliveries(context);
        },
        { tidiesUp: true },
      ),
    );
