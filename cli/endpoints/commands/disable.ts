import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';

/** Creates `endpoints disable`. */
export const createEndpointsDisable = (launch: Launch) =>
  new ExampleCommand('disable')
    .description('disables an endpoint and drops its pending deliveries')
    .examples({
      'glacier-jobs endpoints disable ep_5f0c --reason "migration"': 'until "endpoints enable"',
    })
    .argument('<endpoint>', 'id of the endpoint')
    .option('--reason <text>', 'reason, shown with the endpoint and sent in the operator event')
    .option('--yes', 'skip the confirmation prompt', false)
    .action((endpoint, { reason, yes }) =>
      launch(async (context) => {
        const { switchOff } = await import('../switch-endpoint.ts');
        return switchOff(context, endpoint, { reason, yes });
      }),
    );
