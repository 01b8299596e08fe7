import { Command } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { examples } from '../framework/examples.ts';

/** Creates `endpoints enable`. */
export const createEndpointsEnable = (launch: Launch) =>
  new Command('enable')
    .description('puts an endpoint back into service, as if it had never failed')
    .argument('<endpoint>', 'id of the endpoint')
    .addHelpText('after', examples({ 'glacier-jobs endpoints enable ep_5f0c': 'it is mended' }))
    .action((endpoint) =>
      launch(async (context) => {
        const { switchOn } = await import('../endpoints/switch-endpoint.ts');
        return switchOn(context, endpoint);
      }),
    );
