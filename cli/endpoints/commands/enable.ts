import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';

/** Creates `endpoints enable`. */
export const createEndpointsEnable = (launch: Launch) =>
  new ExampleCommand('enable')
    .description('enables an endpoint and clears its failure state')
    .examples({ 'glacier-jobs endpoints enable ep_5f0c': 'after its receiver was fixed' })
    .argument('<endpoint>', 'id of the endpoint')
    .action((endpoint) =>
      launch(async (context) => {
        const { switchOn } = await import('../switch-endpoint.ts');
        return switchOn(context, endpoint);
      }),
    );
