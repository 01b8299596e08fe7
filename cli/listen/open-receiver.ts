import type { WebhookEvent } from '../../operations/events/samples.ts';
import type { Context } from '../framework/context.ts';
import { createForward } from './forward-event.ts';
import type { ListenOptions } from './options.ts';
import { keepPosted } from './posted-events.ts';
import { readSecret, readTarget } from './read-target.ts';
import { createPostReporter } from './report-posts.ts';
import { statePath } from './state-path.ts';
import { waitForReceiver } from './wait-for-receiver.ts';

const UNSIGNED =
  'The SNS envelopes are not signed, because only SNS has a certificate of amazonaws.com: turn off signature validation in your receiver.';

/**
 * Announces the secret and waits for the receiver; the result posts events and reports each response.
 *
 * @param topicArn - of SNS's envelopes; by default a sample
 * @throws CliError for an invalid option, and when nothing listens in time.
 */
export const openReceiver = async (context: Context, options: ListenOptions, topicArn?: string) => {
  const { output, signal, selfOptions } = context;
  const url = readTarget(options.forwardTo, options.allowRemote);
  const secret = readSecret(options, selfOptions);
  if (options.as === 'sns') output.note(UNSIGNED);
  else if (options.secret === undefined) {
    const shown = options.secretFile === undefined ? secret : `the secret in ${options.secretFile}`;
    output.note(`Events are signed with ${shown}: configure it in your receiver.`);
  }
  await waitForReceiver(new URL(url), context, options.timeout);
  const forward = createForward({ ...options, url, secret, topicArn });
  const { report, end } = createPostReporter(output);
  const send = async (events: readonly WebhookEvent[]) => {
    for (const event of events) {
      if (signal.aborted) return;
      keepPosted(statePath(selfOptions, 'posts'), event);
      report(await forward(event));
    }
  };
  return { send, end };
};
