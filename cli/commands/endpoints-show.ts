import { Command } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { examples } from '../framework/examples.ts';

/** Creates `endpoints show`. */
export const createEndpointsShow = (launch: Launch) =>
  new Command('show')
    .description('shows an endpoint: its URL, filter and state, never its secret')
    .argument('<endpoint>', 'id of the endpoint')
    .addHelpText('after', examples({ 'glacier-jobs endpoints show ep_5f0c': 'why is it disabled' }))
    .action((endpoint) =>
      launch(async (context) => {
        const { showEndpoint } = await import('../endpoints/show-endpoint.ts');
        return showEndpoint(context, endpoint);
      }),
    );
