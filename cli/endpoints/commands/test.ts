import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';
import { wholeNumberWithin } from '../../framework/options/numbers.ts';

/** Creates `endpoints test`. */
export const createEndpointsTest = (launch: Launch) =>
  new ExampleCommand('test')
    .description('sends a webhook.test event to an endpoint and shows its response')
    .examples({ 'glacier-jobs endpoints test ep_5f0c': 'exit code 0: it answered 2xx' })
    .argument('<endpoint>', 'id of the endpoint')
    .option('--timeout <seconds>', 'seconds to wait for a response', wholeNumberWithin(1, 600), 60)
    .action((endpoint, { timeout }) =>
      launch(async (context) => {
        const { testEndpoint } = await import('../test-endpoint.ts');
        return testEndpoint(context, endpoint, timeout);
      }),
    );
