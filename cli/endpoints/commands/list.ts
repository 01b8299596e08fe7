import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';

/** Creates `endpoints list`. */
export const createEndpointsList = (launch: Launch) =>
  new ExampleCommand('list')
    .description('lists webhook endpoints and their state')
    .examples({ 'glacier-jobs endpoints list': 'all endpoints, oldest first' })
    .action(() =>
      launch(async (context) => {
        const { listEndpoints } = await import('../list-endpoints.ts');
        return listEndpoints(context);
      }),
    );
