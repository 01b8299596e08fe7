import type { WebhookContent } from '../request.ts';
import { toCloudEvent } from './cloudevents.ts';
import { readEventBody } from './event-body.ts';
import type { Format } from './formats.ts';
import { toSlackMessage } from './slack.ts';
import { summarize } from './summary.ts';
import { toTeamsMessage } from './teams.ts';

/** How an endpoint wants its events. */
export interface FormatChoice {
  /** @default - `standard` */
  readonly format?: Format | undefined;
  /** The link in a `slack` or `teams` message. */
  readonly dashboardUrl?: string | undefined;
}

/**
 * Returns what an endpoint of this format receives for a stored event; `standard` keeps the bytes.
 *
 * The hours left in a message count from `nowMs`.
 * @throws InvalidInputError when the body is not an event, and the format is not `standard`.
 */
export const formatEvent = (
  body: string,
  { format, dashboardUrl }: FormatChoice,
  nowMs: number,
): Required<Pick<WebhookContent, 'body' | 'contentType'>> => {
  const contentType = 'application/json';
  if (format === undefined || format === 'standard') return { body, contentType };
  const event = readEventBody(body);
  if (format === 'cloudevents') {
    const cloudEvent = JSON.stringify(toCloudEvent(event));
    return { body: cloudEvent, contentType: 'application/cloudevents+json' };
  }
  const write = format === 'slack' ? toSlackMessage : toTeamsMessage;
  return { body: JSON.stringify(write(summarize(event, nowMs), dashboardUrl)), contentType };
};
