import { DEFAULT_GRACE_HOURS } from '../../../operations/endpoints/grace-hours.ts';
import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';
import { wholeNumberWithin } from '../../framework/options/numbers.ts';

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
        const { rotateSecret } = await import('../rotate-secret.ts');
        return rotateSecret(context, endpoint, options);
      }),
    );
