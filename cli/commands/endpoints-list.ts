import { Command } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { examples } from '../framework/examples.ts';

/** Creates `endpoints list`. */
export const createEndpointsList = (launch: Launch) =>
  new Command('list')
    .description('lists the webhook endpoints and how they fare')
    .addHelpText('after', examples({ 'glacier-jobs endpoints list': 'all, the oldest first' }))
    .action(() =>
      launch(async (context) => {
        const { listEndpoints } = await import('../endpoints/list-endpoints.ts');
        return listEndpoints(context);
      }),
    );
