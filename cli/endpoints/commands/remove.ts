import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';

/** Creates `endpoints remove`. */
export const createEndpointsRemove = (launch: Launch) =>
  new ExampleCommand('remove')
    .description('removes an endpoint and its secrets')
    .examples({ 'glacier-jobs endpoints remove ep_5f0c': 'permanently' })
    .argument('<endpoint>', 'id of the endpoint')
    .option('--yes', 'skip the confirmation prompt', false)
    .action((endpoint, { yes }) =>
      launch(async (context) => {
        const { removeEndpoint } = await import('../remove-endpoint.ts');
        return removeEndpoint(context, endpoint, yes);
      }),
    );
