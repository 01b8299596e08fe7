import { Command } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { examples } from '../framework/examples.ts';

/** Creates `notices redrive`. */
export const createNoticesRedrive = (launch: Launch) =>
  new Command('redrive')
    .description(
      'records the notices of FailedNoticesQueue, by the rules of intake; what cannot be recorded stays',
    )
    .addHelpText(
      'after',
      examples({ 'glacier-jobs notices redrive': 'after the setting "vaults" was mended' }),
    )
    .action(() =>
      launch(
        async (context) => {
          const { redriveNotices } = await import('../redrive/redrive-commands.ts');
          return redriveNotices(context);
        },
        { tidiesUp: true },
      ),
    );
