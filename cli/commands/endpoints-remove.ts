import { Command } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { examples } from '../framework/examples.ts';

/** Creates `endpoints remove`. */
export const createEndpointsRemove = (launch: Launch) =>
  new Command('remove')
    .description('removes an endpoint with its secrets, after a question')
    .argument('<endpoint>', 'id of the endpoint')
    .option('--yes', 'without a question', false)
    .addHelpText(
      'after',
      examples({ 'glacier-jobs endpoints remove ep_5f0c': 'it is gone for good' }),
    )
    .action((endpoint, { yes }) =>
      launch(async (context) => {
        const { removeEndpoint } = await import('../endpoints/remove-endpoint.ts');
        return removeEndpoint(context, endpoint, yes);
      }),
    );
