import { Option } from '@commander-js/extra-typings';
import { ExampleCommand } from '../framework/options/example-command.ts';
import { wholeNumberWithin } from '../framework/options/option-values.ts';

/** The options of `listen`, which its subcommands also take. */
export type ListenOptions = ReturnType<ReturnType<typeof createListenOptions>['opts']>;

/** Creates `listen` with its options. */
export const createListenOptions = () =>
  new ExampleCommand('listen')
    .description('posts signed sample events, then new events, to a receiver under development')
    .examples({
      'glacier-jobs listen --forward-to http://localhost:3000/hook --once':
        'a sample of every event; exit code 0: the receiver accepted all',
      'glacier-jobs --sandbox listen --forward-to http://localhost:3000/hook --event failed':
        'failures in the sandbox, as they happen',
      'export WEBHOOK_SECRET=$(glacier-jobs listen --print-secret)': 'the secret of your receiver',
    })
    .option('--forward-to <url>', 'receiver URL, such as http://localhost:3000/hook')
    .addOption(secretOption)
    .option('--secret-file <path>', 'file that keeps the secret (default: one per deployment)')
    .option('--print-secret', 'print the signing secret, and post nothing', false)
    .option('--rotate-secret', 'replace the secret in its file', false)
    .addOption(asOption)
    .option('--event <types...>', 'only these event types: succeeded, failed, ..., webhook.test')
    .option('--once', 'send only the samples; needs no deployment', false)
    .option('--no-samples', 'send only new events from the deployment or --sandbox')
    .option(
      '--recorded <count>',
      'send events of the N latest recorded jobs of each status, and groups, instead of samples',
      wholeNumberWithin(1, 50),
    )
    .option(
      '--timeout <seconds>',
      'seconds to wait for the receiver',
      wholeNumberWithin(0, 3600),
      60,
    )
    .option('--verbose', 'show each response body, up to 1 kB', false)
    .option('--allow-remote', 'allow a receiver on another machine', false);

const secretOption = new Option('--secret <secret>', 'signing secret, whsec_...').conflicts([
  'secretFile',
  'rotateSecret',
]);

const asOption = new Option('--as <form>', 'signed webhooks, or unsigned envelopes of SNS')
  .choices(['webhook', 'sns'])
  .default('webhook' as const);
