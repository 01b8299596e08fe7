import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/example-command.ts';
import { wholeNumberWithin } from '../framework/numbers.ts';

/** Creates `notices list`. */
export const createNoticesList = (launch: Launch) =>
  new ExampleCommand('list')
    .description(
      'lists the notices that could not be recorded, and why; they are hidden from others for a moment',
    )
    .examples({ 'glacier-jobs notices list': 'is anything being lost' })
    .option('--limit <count>', 'at most so many', wholeNumberWithin(1, 10_000), 100)
    .action(({ limit }) =>
      launch(async (context) => {
        const { listNotices } = await import('../redrive/list-failures.ts');
        return listNotices(context, limit);
      }),
    );
