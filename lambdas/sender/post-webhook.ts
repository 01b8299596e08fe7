import { failedPost, type WebhookAnswer } from '../core/delivery/answer.ts';
import { formatEvent } from '../core/delivery/format/format.ts';
import type { DeliveryMessage } from '../core/delivery/message.ts';
import type { WebhookPost } from '../core/delivery/ports.ts';
import { webhookHeaders } from '../core/delivery/request.ts';
import { type EndpointSecret, validSecrets } from '../core/endpoint/secret.ts';
import type { EndpointState } from '../core/endpoint/state.ts';
import { InvalidInputError } from '../core/errors.ts';
import type { SenderDeps } from './deps.ts';

/** Time to record an attempt. */
const RECORD_MS = 5000;

/**
 * Writes a webhook in the format of its endpoint, signs it with every valid secret and POSTs it, perhaps
 * with a shorter timeout.
 */
export const postWebhook = async (
  message: DeliveryMessage,
  endpoint: EndpointState,
  deps: SenderDeps,
  earlyTimeoutMs?: number,
): Promise<WebhookAnswer> => {
  const row = await deps.secrets.get(message.endpointId);
  if (row === undefined) return failedPost('unsigned', 'the endpoint has no row of secrets');
  const signed = signRequest(message, { endpoint, row }, deps.nowMs());
  if (signed instanceof InvalidInputError) return failedPost('unsigned', signed.message);
  const availableMs = deps.remainingMs() - RECORD_MS;
  return deps.poster.post({ url: row.url, ...signed, earlyTimeoutMs, availableMs });
};

const signRequest = (
  message: DeliveryMessage,
  { endpoint, row }: { readonly endpoint: EndpointState; readonly row: EndpointSecret },
  nowMs: number,
): Pick<WebhookPost, 'headers' | 'body'> | InvalidInputError => {
  const secrets = validSecrets(row, nowMs);
  if (secrets.length === 0)
    return new InvalidInputError('every secret of the endpoint has expired');
  try {
    const event = formatEvent(message.body, endpoint, nowMs);
    const content = { id: message.eventId, secrets, headers: row.headers, nowMs, ...event };
    return { headers: webhookHeaders(content), body: event.body };
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
};
