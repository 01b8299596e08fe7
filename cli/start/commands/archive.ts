import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Launch } from '../../framework/context.ts';
import { IdCommand } from '../../framework/options/id-command.ts';
import { numberWithin } from '../../framework/options/numbers.ts';
import { createDescriptionOption } from './description-option.ts';

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
    .examples(EXAMPLES)
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
    .option('--byte-range <from-to>', 'range of each archive, in whole MiB', parseRange)
    .option('--rate <number>', 'jobs to start per second (default: 10)', numberWithin(0.01, 100))
    .option('--yes', 'start more than 100 without a confirmation prompt')
    .option('--output <file>', 'output file of the printed fetch command')
    .action((vault, archives, { rate = DEFAULT_RATE, ...options }) =>
      launch(
        async (context) => {
          const { startArchives } = await import('../start-archives.ts');
          return startArchives(context, { vault, archives, rate, ...options });
        },
        { tidiesUp: true },
      ),
    );

const DEFAULT_RATE = 10;

const tierOption = new Option('--tier <tier>', 'retrieval tier, which sets speed and price')
  .choices(['Expedited', 'Standard', 'Bulk'])
  .default('Standard');

const EXAMPLES = {
  'JOB_ID=$(glacier-jobs start archive photos -- "$ARCHIVE_ID")': 'one archive; prints the job id',
  'glacier-jobs start archive photos --from archives.txt --tier Bulk --rate 5':
    'many archives; run again to resume',
  "glacier-jobs start archive photos --from inventory.csv --match '^2019/' --yes":
    'archives with a matching description',
};
