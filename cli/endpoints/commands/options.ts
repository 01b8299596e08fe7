import { Option } from '@commander-js/extra-typings';

/** `--event` */
export const eventOption = new Option(
  '--event <types...>',
  'event types: in_progress, succeeded, failed, expiring, expired, collected (default: all but in_progress)',
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
