import { DEFAULT_GRACE_HOURS } from '../../lambdas/core/grace-hours.ts';
import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/example-command.ts';
import { wholeNumberWithin } from '../framework/numbers.ts';

/** Creates `endpoints rotate`. */
export const createEndpointsRotate = (launch: Launch) =>
  new ExampleCommand('rotate')
    .description('gives an endpoint a new secret and shows it, this once')
    .examples({
      'glacier-jobs endpoints rotate ep_5f0c': 'a day to change the receiver',
      'glacier-jobs endpoints rotate ep_5f0c --grace-hours 0': 'the old one has leaked',
    })
    .argument('<endpoint>', 'id of the endpoint')
    .option(
      '--grace-hours <hours>',
      'how long the old secrets sign beside it, 0 to 168; 0 is for a secret that has leaked',
      wholeNumberWithin(0, 168),
      DEFAULT_GRACE_HOURS,
    )
    .option('--yes', 'with --grace-hours 0, without a question', false)
    .action((endpoint, options) =>
      launch(async (context) => {
        const { rotateSecret } = await import('../endpoints/rotate-secret.ts');
        return rotateSecret(context, endpoint, options);
      }),
    );
