import { Option } from '@commander-js/extra-typings';
import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';
import { parseSince } from '../../framework/options/since.ts';
import { createDescriptionOption } from './description-option.ts';

/** Creates `start inventory`. */
export const createStartInventory = (launch: Launch) =>
  new ExampleCommand('inventory')
    .description('starts an inventory retrieval of a vault')
    .examples({ 'glacier-jobs start inventory photos --format CSV': 'in CSV format' })
    .argument('<vault>', 'name or ARN of the vault')
    .addOption(formatOption)
    .addOption(createDescriptionOption())
    .option('--since <time>', 'only archives created since: 7d, or a date', parseSince)
    .option('--before <time>', 'only archives created before: 7d, or a date', parseSince)
    .option('--output <file>', 'output file of the printed fetch command')
    .action((vault, options) =>
      launch(
        async (context) => {
          const { startInventory } = await import('../start-inventory.ts');
          return startInventory(context, { vault, ...options });
        },
        { tidiesUp: true },
      ),
    );

const formatOption = new Option('--format <format>', 'format of the inventory')
  .choices(['JSON', 'CSV'])
  .default('JSON');
