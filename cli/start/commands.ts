import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/options/example-command.ts';
import { createGroupOption } from '../framework/options/group-option.ts';
import { IdCommand } from '../framework/options/id-command.ts';
import { numberWithin, parseSince } from '../framework/options/option-values.ts';

// https://docs.aws.amazon.com/amazonglacier/latest/dev/api-initiate-job-post.html
const DESCRIPTION = /^[\x20-\x7e]{1,1024}$/;

const parseDescription = (text: string): string => {
  if (DESCRIPTION.test(text)) return text;
  throw new InvalidArgumentError('Specify 1 to 1024 printable ASCII characters.');
};

/** Creates `--description`. */
export const createDescriptionOption = () =>
  new Option(
    '--description <text>',
    'job description; endpoint filters can match its prefix',
  ).argParser(parseDescription);

const groupOption = createGroupOption(
  'group that the jobs belong to: its tag is added to the description',
);

const RANGE = /^\d+-\d+$/;

const parseRange = (text: string): string => {
  if (RANGE.test(text)) return text;
  throw new InvalidArgumentError('Specify the first and last byte, such as 0-1048575.');
};

/** Creates `start archive`. */
export const createStartArchive = (launch: Launch) =>
  new IdCommand('archive')
    .description(
      'starts archive retrievals; with a journal, run it again to resume after an interruption',
    )
    .examples(ARCHIVE_EXAMPLES)
    .argument('<vault>', 'name or ARN of the vault')
    .argument('[archives...]', 'archive ids')
    .option(
      '--from <file>',
      'read archive ids from a file (one per line, or a CSV or JSON inventory); use - for standard input',
    )
    .option(
      '--match <pattern>',
      'with an inventory: only archives whose description matches this regular expression',
    )
    .option(
      '--again',
      'start an archive even if a job for it is pending or its output is still available',
    )
    .option(
      '--journal <file>',
      'file that records started archives (default: <file of --from>.journal; none for ids on the command line)',
    )
    .addOption(tierOption)
    .addOption(createDescriptionOption())
    .addOption(groupOption)
    .option('--byte-range <from-to>', 'range of each archive, in whole MiB', parseRange)
    .option('--rate <number>', 'jobs to start per second (default: 10)', numberWithin(0.01, 100))
    .option('--yes', 'start more than 100 without a confirmation prompt')
    .option('--output <file>', 'output file of the printed fetch command')
    .action((vault, archives, { rate = DEFAULT_RATE, ...options }) =>
      launch(
        async (context) => {
          const { startArchives } = await import('./start-archives.ts');
          return startArchives(context, { vault, archives, rate, ...options });
        },
        { tidiesUp: true },
      ),
    );

const DEFAULT_RATE = 10;

const tierOption = new Option('--tier <tier>', 'retrieval tier, which sets speed and price')
  .choices(['Expedited', 'Standard', 'Bulk'])
  .default('Standard');

const ARCHIVE_EXAMPLES = {
  'JOB_ID=$(glacier-jobs start archive photos -- "$ARCHIVE_ID")': 'one archive; prints the job id',
  'glacier-jobs start archive photos --from archives.txt --tier Bulk --rate 5':
    'many archives; run again to resume',
  'glacier-jobs start archive photos --from archives.txt --group wave-1':
    'one group, to wait for together: see "groups watch" and "groups wait"',
  "glacier-jobs start archive photos --from inventory.csv --match '^2019/' --yes":
    'archives with a matching description',
};

/** Creates `start inventory`. */
export const createStartInventory = (launch: Launch) =>
  new ExampleCommand('inventory')
    .description('starts an inventory retrieval of a vault')
    .examples({ 'glacier-jobs start inventory photos --format CSV': 'in CSV format' })
    .argument('<vault>', 'name or ARN of the vault')
    .addOption(formatOption)
    .addOption(createDescriptionOption())
    .addOption(groupOption)
    .option('--since <time>', 'only archives created since: 7d, or a date', parseSince)
    .option('--before <time>', 'only archives created before: 7d, or a date', parseSince)
    .option('--output <file>', 'output file of the printed fetch command')
    .action((vault, options) =>
      launch(
        async (context) => {
          const { startInventory } = await import('./start-inventory.ts');
          return startInventory(context, { vault, ...options });
        },
        { tidiesUp: true },
      ),
    );

const formatOption = new Option('--format <format>', 'format of the inventory')
  .choices(['JSON', 'CSV'])
  .default('JSON');
