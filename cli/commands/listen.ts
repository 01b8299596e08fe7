import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/example-command.ts';
import { wholeNumberWithin } from '../framework/numbers.ts';

/** Creates `listen`. */
export const createListen = (launch: Launch) =>
  new ExampleCommand('listen')
    .description(
      'for developers of a receiver: posts signed samples of every event to it, then new events as they come',
    )
    .examples({
      'glacier-jobs listen --forward-to http://localhost:3000/hook --once':
        'a sample of every event; exit code 0 when all were taken',
      'glacier-jobs --sandbox listen --forward-to http://localhost:3000/hook --event failed':
        'failures of the sandbox, as they happen',
    })
    .requiredOption('--forward-to <url>', 'your receiver, such as http://localhost:3000/hook')
    .option('--secret <secret>', 'whsec_... to sign with (default: a new one, which is shown)')
    .option('--event <types...>', 'only these: succeeded, failed, ..., webhook.test')
    .option('--once', 'only the samples; needs no deployment', false)
    .option('--no-samples', 'only new events of the deployment, or of --sandbox')
    .option(
      '--recorded <count>',
      'instead of samples the events of the newest recorded jobs of each status',
      wholeNumberWithin(1, 50),
    )
    .option('--allow-remote', 'a receiver on another machine too', false)
    .action((options) =>
      launch(
        async (context) => {
          const { listen } = await import('../listen/listen.ts');
          return listen(context, options);
        },
        { tidiesUp: true },
      ),
    );
