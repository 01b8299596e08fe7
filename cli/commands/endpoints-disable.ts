import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/example-command.ts';

/** Creates `endpoints disable`. */
export const createEndpointsDisable = (launch: Launch) =>
  new ExampleCommand('disable')
    .description('takes an endpoint out of service, after a question; what waits for it is dropped')
    .examples({
      'glacier-jobs endpoints disable ep_5f0c --reason "moves to another host"': 'for now',
    })
    .argument('<endpoint>', 'id of the endpoint')
    .option('--reason <text>', 'why; shown with the endpoint and told to its owner')
    .option('--yes', 'without a question', false)
    .action((endpoint, { reason, yes }) =>
      launch(async (context) => {
        const { switchOff } = await import('../endpoints/switch-endpoint.ts');
        return switchOff(context, endpoint, { reason, yes });
      }),
    );
