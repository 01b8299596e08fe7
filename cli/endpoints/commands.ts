import { DEFAULT_GRACE_HOURS } from '../../operations/endpoints/grace-hours.ts';
import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/options/example-command.ts';
import { wholeNumberWithin } from '../framework/options/option-values.ts';

/** Creates `endpoints list`. */
export const createEndpointsList = (launch: Launch) =>
  new ExampleCommand('list')
    .description('lists webhook endpoints and their state')
    .examples({ 'glacier-jobs endpoints list': 'all endpoints, oldest first' })
    .action(() =>
      launch(async (context) => {
        const { listEndpoints } = await import('./list-endpoints.ts');
        return listEndpoints(context);
      }),
    );

/** Creates `endpoints show`. */
export const createEndpointsShow = (launch: Launch) =>
  new ExampleCommand('show')
    .description('shows the URL, filter and state of an endpoint, but never its secret')
    .examples({ 'glacier-jobs endpoints show ep_5f0c': 'for example, why it is disabled' })
    .argument('<endpoint>', 'id of the endpoint')
    .action((endpoint) =>
      launch(async (context) => {
        const { showEndpoint } = await import('./show-endpoint.ts');
        return showEndpoint(context, endpoint);
      }),
    );

/** Creates `endpoints test`. */
export const createEndpointsTest = (launch: Launch) =>
  new ExampleCommand('test')
    .description('sends a webhook.test event to an endpoint and shows its response')
    .examples({ 'glacier-jobs endpoints test ep_5f0c': 'exit code 0: it answered 2xx' })
    .argument('<endpoint>', 'id of the endpoint')
    .option('--timeout <seconds>', 'seconds to wait for a response', wholeNumberWithin(1, 600), 60)
    .action((endpoint, { timeout }) =>
      launch(async (context) => {
        const { testEndpoint } = await import('./test-endpoint.ts');
        return testEndpoint(context, endpoint, timeout);
      }),
    );

/** Creates `endpoints rotate`. */
export const createEndpointsRotate = (launch: Launch) =>
  new ExampleCommand('rotate')
    .description('creates a new signing secret for an endpoint and shows it once')
    .examples({
      'glacier-jobs endpoints rotate ep_5f0c': 'the old secret stays valid for a day',
      'glacier-jobs endpoints rotate ep_5f0c --grace-hours 0': 'the old secret has leaked',
    })
    .argument('<endpoint>', 'id of the endpoint')
    .option(
      '--grace-hours <hours>',
      'hours that the old secrets stay valid, 0 to 168; use 0 for a leaked secret',
      wholeNumberWithin(0, 168),
      DEFAULT_GRACE_HOURS,
    )
    .option('--yes', 'with --grace-hours 0: skip the confirmation prompt', false)
    .action((endpoint, options) =>
      launch(async (context) => {
        const { rotateSecret } = await import('./rotate-secret.ts');
        return rotateSecret(context, endpoint, options);
      }),
    );

/** Creates `endpoints enable`. */
export const createEndpointsEnable = (launch: Launch) =>
  new ExampleCommand('enable')
    .description('enables an endpoint and clears its failure state')
    .examples({ 'glacier-jobs endpoints enable ep_5f0c': 'after its receiver was fixed' })
    .argument('<endpoint>', 'id of the endpoint')
    .action((endpoint) =>
      launch(async (context) => {
        const { switchOn } = await import('./switch-endpoint.ts');
        return switchOn(context, endpoint);
      }),
    );

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
        const { switchOff } = await import('./switch-endpoint.ts');
        return switchOff(context, endpoint, { reason, yes });
      }),
    );

/** Creates `endpoints remove`. */
export const createEndpointsRemove = (launch: Launch) =>
  new ExampleCommand('remove')
    .description('removes an endpoint and its secrets')
    .examples({ 'glacier-jobs endpoints remove ep_5f0c': 'permanently' })
    .argument('<endpoint>', 'id of the endpoint')
    .option('--yes', 'skip the confirmation prompt', false)
    .action((endpoint, { yes }) =>
      launch(async (context) => {
        const { removeEndpoint } = await import('./remove-endpoint.ts');
        return removeEndpoint(context, endpoint, yes);
      }),
    );
