import { Argument } from '@commander-js/extra-typings';
import { EVENT_TYPES } from '../../lambdas/core/event/event-type.ts';
import { toEventWord } from '../endpoints/event-words.ts';
import type { Launch, Work } from '../framework/context.ts';
import { ExampleCommand } from '../framework/options/example-command.ts';
import { createListenOptions } from './options.ts';

/** Creates `listen`, `listen trigger` and `listen resend`. */
export const createListen = (launch: Launch) => {
  const run = (work: Work) => launch(work, { tidiesUp: true });
  const command = createListenOptions().action((options) =>
    run(async (context) => {
      const { listen } = await import('./listen.ts');
      return listen(context, options);
    }),
  );
  const trigger = new ExampleCommand('trigger')
    .description('posts a sample of one event type to a receiver under development')
    .examples({
      'glacier-jobs listen trigger succeeded --set data.tier=Bulk --forward-to http://localhost:3000/hook':
        'the sample of a Bulk retrieval',
    })
    .addArgument(eventTypeArgument)
    .option('--set <fields...>', 'fields of its data, such as data.tier=Bulk; JSON or text')
    .action((type, { set }) =>
      run(async (context) => {
        const { triggerEvent } = await import('./post-one.ts');
        return triggerEvent(context, type, { ...command.opts(), set });
      }),
    );
  const resend = new ExampleCommand('resend')
    .description('posts an event again that listen posted on this machine, with the same bytes')
    .examples({
      'glacier-jobs listen resend evt_F3iZ9szXMDIJ0x2HXIVIMleXs9m --forward-to http://localhost:3000/hook':
        'after you fixed the receiver',
    })
    .argument('<event>', 'id of the event, as listen prints it')
    .action((eventId) =>
      run(async (context) => {
        const { resendEvent } = await import('./post-one.ts');
        return resendEvent(context, eventId, command.opts());
      }),
    );
  return command.addCommand(trigger).addCommand(resend);
};

// The choices are for help and completion: full names, such as glacier.job.failed, are types, too.
const eventTypeArgument = new Argument('<event-type>', 'type of the sample')
  .choices([...EVENT_TYPES.map(toEventWord), 'webhook.test'])
  .argParser(String);
