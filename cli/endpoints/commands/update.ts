import { Option } from '@commander-js/extra-typings';
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

/** Creates `endpoints update`. */
export const createEndpointsUpdate = (launch: Launch) =>
  new ExampleCommand('update')
    .description('changes the given settings of an endpoint; a new filter replaces the old one')
    .examples({
      'glacier-jobs endpoints update ep_5f0c --event failed expired': 'change the event types',
      'glacier-jobs endpoints update ep_5f0c --no-filter': 'remove the filter',
    })
    .argument('<endpoint>', 'id of the endpoint')
    .option('--url <url>', 'new URL that receives the events')
    .option('--description <text>', 'new description of the endpoint')
    .option('--no-description', 'remove the description')
    .addOption(eventOption)
    .addOption(defaultEventsOption)
    .addOption(vaultOption)
    .addOption(actionOption)
    .addOption(tierOption)
    .addOption(descriptionPrefixOption)
    .addOption(noFilterOption)
    .addOption(headerOption)
    .addOption(headersFileOption)
    .option('--no-header', 'remove the custom headers')
    .action((endpoint, options) =>
      launch(async (context) => {
        const { updateEndpoint } = await import('../update-endpoint.ts');
        const { url, vault, action, tier, descriptionPrefix, headersFile } = options;
        return updateEndpoint(context, endpoint, {
          url,
          vault,
          action,
          tier,
          descriptionPrefix,
          headersFile,
          noFilter: !options.filter,
          description: toChoice(options.description),
          header: toChoice(options.header),
          event: options.defaultEvents ? null : options.event,
        });
      }),
    );

const defaultEventsOption = new Option(
  '--default-events',
  'reset to all event types but in_progress',
).conflicts('event');

const noFilterOption = new Option(
  '--no-filter',
  'match jobs of every vault, action and tier',
).conflicts(['vault', 'action', 'tier', 'descriptionPrefix']);

/** `--no-x` makes x false, and without it commander makes x true when nothing is said. */
const toChoice = <Value>(value: Value | boolean): Value | null | undefined => {
  if (value === false) return null;
  return typeof value === 'boolean' ? undefined : value;
};
