import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/options/example-command.ts';
import { wholeNumberWithin } from '../framework/options/option-values.ts';

/** Creates `listen`. */
export const createListen = (launch: Launch) =>
  new ExampleCommand('listen')
    .description('posts signed sample events, then new events, to a receiver under development')
    .examples({
      'glacier-jobs listen --forward-to http://localhost:3000/hook --once':
        'a sample of every event; exit code 0: the receiver accepted all',
      'glacier-jobs --sandbox listen --forward-to http://localhost:3000/hook --event failed':
        'failures in the sandbox, as they happen',
    })
    .requiredOption('--forward-to <url>', 'receiver URL, such as http://localhost:3000/hook')
    .option('--secret <secret>', 'signing secret, whsec_... (default: generate one and print it)')
    .option('--event <types...>', 'only these event types: succeeded, failed, ..., webhook.test')
    .option('--once', 'send only the samples; needs no deployment', false)
    .option('--no-samples', 'send only new events from the deployment or --sandbox')
    .option(
      '--recorded <count>',
      'send events of the N latest recorded jobs of each status, and groups, instead of samples',
      wholeNumberWithin(1, 50),
    )
    .option('--allow-remote', 'allow a receiver on another machine', false)
    .action((options) =>
      launch(
        async (context) => {
          const { listen } = await import('../listen/listen.ts');
          return listen(context, options);
        },
        { tidiesUp: true },
      ),
    );
