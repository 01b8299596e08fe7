import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';
import {
  actionOption,
  descriptionPrefixOption,
  eventOption,
  headerOption,
  headersFileOption,
  tierOption,
  vaultOption,
} from './options.ts';

/** Creates `endpoints add`. */
export const createEndpointsAdd = (launch: Launch) =>
  new ExampleCommand('add')
    .description('registers a webhook endpoint and shows its signing secret once')
    .examples({
      'glacier-jobs endpoints add https://hooks.example.com/glacier': 'the default event types',
      'glacier-jobs endpoints add https://hooks.example.com/on-call --event failed expired':
        'only failures',
      "glacier-jobs endpoints add https://hooks.example.com/photos --vault 'photos-*' --json | jq -r .secret":
        'print only the secret',
    })
    .argument('<url>', 'URL that receives the events, such as https://host/path')
    .option('--description <text>', 'description of the endpoint')
    .addOption(eventOption)
    .addOption(vaultOption)
    .addOption(actionOption)
    .addOption(tierOption)
    .addOption(descriptionPrefixOption)
    .addOption(headerOption)
    .addOption(headersFileOption)
    .action((url, options) =>
      launch(async (context) => {
        const { addEndpoint } = await import('../add-endpoint.ts');
        return addEndpoint(context, { url, ...options });
      }),
    );
