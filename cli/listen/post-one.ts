import { sampleEvents, type WebhookEvent } from '../../operations/events/samples.ts';
import type { Context } from '../framework/context.ts';
import { CliError } from '../framework/errors/cli-error.ts';
import { openReceiver } from './open-receiver.ts';
import type { ListenOptions } from './options.ts';
import { findPosted, KEPT_EVENTS } from './posted-events.ts';
import { readTypes } from './read-target.ts';
import { setField } from './set-field.ts';
import { statePath } from './state-path.ts';

/** Posts a sample of one event type, with fields of the user's choice, to a receiver under development. */
export const triggerEvent = (
  context: Context,
  word: string,
  { set = [], ...options }: ListenOptions & { readonly set?: readonly string[] | undefined },
) => {
  const types = readTypes([word], '<event-type>');
  const samples = sampleEvents('ep_sample', new Date().toISOString());
  const events = samples.filter(({ type }) => types.includes(type));
  return post(
    context,
    options,
    events.map((event) => set.reduce(setField, event)),
  );
};

/** Posts an event again that `listen` has posted, with the same id and bytes. */
export const resendEvent = (context: Context, eventId: string, options: ListenOptions) => {
  const event = findPosted(statePath(context.selfOptions, 'posts'), eventId);
  if (event) return post(context, options, [event]);
  throw new CliError(
    `The event ${JSON.stringify(eventId)} is not one of the last ${KEPT_EVENTS} that "listen" posted on this machine. To resend an event to a registered endpoint, use "deliveries replay".`,
  );
};

const post = async (context: Context, options: ListenOptions, events: readonly WebhookEvent[]) => {
  const { send, end } = await openReceiver(context, options);
  await send(events);
  return end();
};
