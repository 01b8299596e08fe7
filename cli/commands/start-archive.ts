import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { IdCommand } from '../framework/id-command.ts';
import { numberWithin } from '../framework/numbers.ts';
import { createDescriptionOption } from './description-option.ts';

const RANGE = /^\d+-\d+$/;

const parseRange = (text: string): string => {
  if (RANGE.test(text)) return text;
  throw new InvalidArgumentError('Give the first and the last byte: 0-1048575.');
};

/** Creates `start archive`. */
export const createStartArchive = (launch: Launch) =>
  new IdCommand('archive')
    .description(
      'starts retrievals of archives; with a journal, run again after an end, it goes on where it was',
    )
    .examples(EXAMPLES)
    .argument('<vault>', 'name or ARN of the vault')
    .argument('[archives...]', 'ids of archives')
    .option(
      '--from <file>',
      'read ids from a file, one a line, or an inventory, CSV or JSON; - is standard input',
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
      'remember what is started (default: <file of --from>.journal; none for ids of the command line)',
    )
    .addOption(tierOption)
    .addOption(createDescriptionOption())
    .option('--byte-range <from-to>', 'a part of each archive, in whole MiB', parseRange)
    .option('--rate <number>', 'start so many a second (default: 10)', numberWithin(0.01, 100))
    .option('--yes', 'start more than 100 without a question')
    .option('--output <file>', 'where the printed command fetches the output to')
    .action((vault, archives, { rate = DEFAULT_RATE, ...options }) =>
      launch(
        async (context) => {
          const { startArchives } = await import('../start/start-archives.ts');
          return startArchives(context, { vault, archives, rate, ...options });
        },
        { tidiesUp: true },
      ),
    );

const DEFAULT_RATE = 10;

const tierOption = new Option('--tier <tier>', 'how fast and how dear')
  .choices(['Expedited', 'Standard', 'Bulk'])
  .default('Standard');

const EXAMPLES = {
  'JOB_ID=$(glacier-jobs start archive photos -- "$ARCHIVE_ID")':
    'one archive; prints the id of the job',
  'glacier-jobs start archive photos --from archives.txt --tier Bulk --rate 5':
    'many; run again to go on',
  "glacier-jobs start archive photos --from inventory.csv --match '^2019/' --yes":
    'archives that match a description',
};
