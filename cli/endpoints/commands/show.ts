import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';

/** Creates `endpoints show`. */
export const createEndpointsShow = (launch: Launch) =>
  new ExampleCommand('show')
    .description('shows the URL, filter and state of an endpoint, but never its secret')
    .examples({ 'glacier-jobs endpoints show ep_5f0c': 'for example, why it is disabled' })
    .argument('<endpoint>', 'id of the endpoint')
    .action((endpoint) =>
      launch(async (context) => {
        const { showEndpoint } = await import('../show-endpoint.ts');
        return showEndpoint(context, endpoint);
      }),
    );
