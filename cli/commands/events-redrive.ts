import { Command } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { examples } from '../framework/examples.ts';

/** Creates `events redrive`. */
export const createEventsRedrive = (launch: Launch) =>
  new Command('redrive')
    .description('announces the events of FailedEventsQueue again; what cannot be announced stays')
    .addHelpText(
      'after',
      examples({ 'glacier-jobs events redrive': 'after a damaged row was mended' }),
    )
    .action(() =>
      launch(
        async (context) => {
          const { redriveEvents } = await import('../redrive/redrive-commands.ts');
          return redriveEvents(context);
        },
        { tidiesUp: true },
      ),
    );
