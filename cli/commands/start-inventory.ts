import { Option } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/example-command.ts';
import { parseSince } from '../framework/since.ts';
import { createDescriptionOption } from './description-option.ts';

/** Creates `start inventory`. */
export const createStartInventory = (launch: Launch) =>
  new ExampleCommand('inventory')
    .description("starts the retrieval of a vault's inventory")
    .examples({ 'glacier-jobs start inventory photos --format CSV': 'as CSV' })
    .argument('<vault>', 'name or ARN of the vault')
    .addOption(formatOption)
    .addOption(createDescriptionOption())
    .option('--since <time>', 'archives created since then: 7d, a date', parseSince)
    .option('--before <time>', 'archives created before that', parseSince)
    .option('--output <file>', 'where the printed command fetches the output to')
    .action((vault, options) =>
      launch(
        async (context) => {
          const { startInventory } = await import('../start/start-inventory.ts');
          return startInventory(context, { vault, ...options });
        },
        { tidiesUp: true },
      ),
    );

const formatOption = new Option('--format <format>', 'form of the inventory')
  .choices(['JSON', 'CSV'])
  .default('JSON');
