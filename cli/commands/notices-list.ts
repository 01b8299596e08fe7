import { Command } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { examples } from '../framework/examples.ts';
import { wholeNumberWithin } from '../framework/numbers.ts';

/** Creates `notices list`. */
export const createNoticesList = (launch: Launch) =>
  new Command('list')
    .description(
      'lists the notices that could not be recorded, and why; they are hidden from others for a moment',
    )
    .option('--limit <count>', 'at most so many', wholeNumberWithin(1, 10_000), 100)
    .addHelpText('after', examples({ 'glacier-jobs notices list': 'is anything being lost' }))
    .action(({ limit }) =>
      launch(async (context) => {
        const { listNotices } = await import('../redrive/list-failures.ts');
        return listNotices(context, limit);
      }),
    );
