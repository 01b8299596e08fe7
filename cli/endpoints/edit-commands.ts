import { Option } from '@commander-js/extra-typings';
import { FORMATS } from '../../lambdas/core/delivery/format/formats.ts';
import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/options/example-command.ts';

/** `--event` */
export const eventOption = new Option(
  '--event <types...>',
  'event types: in_progress, succeeded, failed, expiring, expired, collected, group.completed, group.expiring, group.overdue (default: all but in_progress)',
);

/** `--vault` */
export const vaultOption = new Option(
  '--vault <names...>',
  'only jobs of these vaults; * matches any characters',
);

/** `--action` */
export const actionOption = new Option(
  '--action <actions...>',
  'only ArchiveRetrieval, InventoryRetrieval or Select',
);

/** `--tier` */
export const tierOption = new Option('--tier <tiers...>', 'only Expedited, Standard or Bulk');

/** `--description-prefix` */
export const descriptionPrefixOption = new Option(
  '--description-prefix <text>',
  'only jobs whose description starts with this text',
);

/** `--group` */
export const groupOption = new Option(
  '--group <names...>',
  'only these groups and their jobs; * matches any characters',
);

/** `--header` */
export const headerOption = new Option(
  '--header <headers...>',
  'headers to send with every request, as "name: value"',
);

/** `--headers-file` */
export const headersFileOption = new Option(
  '--headers-file <path>',
  'read the headers from a JSON file, to keep credentials out of the shell history',
).conflicts('header');

const showOption = new Option(
  '--show <language>',
  'also print the code of a receiver that verifies',
).choices(['node', 'python', 'go', 'java']);

/** `--format` */
export const formatOption = new Option(
  '--format <format>',
  'what the endpoint receives (default: standard)',
).choices(FORMATS);

/** Creates `endpoints add`. */
export const createEndpointsAdd = (launch: Launch) =>
  new ExampleCommand('add')
    .description('registers a webhook endpoint and shows its signing secret once')
    .examples({
      'glacier-jobs endpoints add https://hooks.example.com/glacier': 'the default event types',
      'glacier-jobs endpoints add https://hooks.example.com/on-call --event failed expired':
        'only failures',
      'glacier-jobs endpoints add https://hooks.example.com/moves --event group.completed group.expiring group.overdue':
        'a migration as a whole',
      'glacier-jobs endpoints add https://hooks.example.com/glacier --disabled --show node':
        'the secret, and code that verifies, before the first event',
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
    .addOption(groupOption)
    .addOption(headerOption)
    .addOption(headersFileOption)
    .option('--disabled', 'send nothing until "endpoints enable"', false)
    .addOption(showOption)
    .addOption(formatOption)
    .action((url, options) =>
      launch(async (context) => {
        const { addEndpoint } = await import('./add-endpoint.ts');
        return addEndpoint(context, { url, ...options });
      }),
    );

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
    .addOption(groupOption)
    .addOption(noFilterOption)
    .addOption(headerOption)
    .addOption(headersFileOption)
    .option('--no-header', 'remove the custom headers')
    .addOption(formatOption)
    .action((endpoint, options) =>
      launch(async (context) => {
        const { updateEndpoint } = await import('./update-endpoint.ts');
        const { url, vault, action, tier, descriptionPrefix, group, headersFile, format } = options;
        return updateEndpoint(context, endpoint, {
          url,
          vault,
          action,
          tier,
          descriptionPrefix,
          group,
          headersFile,
          format,
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
  'match every group, and jobs of every vault, action and tier',
).conflicts(['vault', 'action', 'tier', 'descriptionPrefix', 'group']);

/** `--no-x` makes x false. */
const toChoice = <Value>(value: Value | false): Value | null => (value === false ? null : value);
