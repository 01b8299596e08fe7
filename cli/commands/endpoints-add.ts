import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/example-command.ts';
import {
  actionOption,
  descriptionPrefixOption,
  eventOption,
  headerOption,
  headersFileOption,
  tierOption,
  vaultOption,
} from './endpoint-options.ts';

/** Creates `endpoints add`. */
export const createEndpointsAdd = (launch: Launch) =>
  new ExampleCommand('add')
    .description('registers a webhook endpoint and shows its signing secret, this once')
    .examples({
      'glacier-jobs endpoints add https://hooks.example.com/glacier': 'every end of a job',
      'glacier-jobs endpoints add https://hooks.example.com/on-call --event failed expired':
        'only what went wrong',
      "glacier-jobs endpoints add https://hooks.example.com/photos --vault 'photos-*' --json | jq -r .secret":
        'the secret alone, for a script',
    })
    .argument('<url>', 'where events are posted to, https://host/path')
    .option('--description <text>', 'what it is for')
    .addOption(eventOption)
    .addOption(vaultOption)
    .addOption(actionOption)
    .addOption(tierOption)
    .addOption(descriptionPrefixOption)
    .addOption(headerOption)
    .addOption(headersFileOption)
    .action((url, options) =>
      launch(async (context) => {
        const { addEndpoint } = await import('../endpoints/add-endpoint.ts');
        return addEndpoint(context, { url, ...options });
      }),
    );
