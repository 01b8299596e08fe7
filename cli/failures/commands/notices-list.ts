import type { Launch } from '../../framework/context.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';
import { wholeNumberWithin } from '../../framework/options/numbers.ts';

/** Creates `notices list`. */
export const createNoticesList = (launch: Launch) =>
  new ExampleCommand('list')
    .description(
      'lists notices that could not be recorded, with the reasons; hides them from other consumers briefly',
    )
    .examples({ 'glacier-jobs notices list': 'check for lost notices' })
    .option('--limit <count>', 'maximum number to show', wholeNumberWithin(1, 10_000), 100)
    .action(({ limit }) =>
      launch(async (context) => {
        const { listNotices } = await import('../list-failures.ts');
        return listNotices(context, limit);
      }),
    );
