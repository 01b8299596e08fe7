import { failedPost, type WebhookAnswer } from '../core/delivery/answer.ts';
import type { DeliveryMessage } from '../core/delivery/message.ts';
import { webhookHeaders } from '../core/delivery/request.ts';
import { type EndpointSecret, validSecrets } from '../core/endpoint/secret.ts';
import { InvalidInputError } from '../core/errors.ts';
import type { SenderDeps } from './deps.ts';

/** Time to record an attempt. */
const RECORD_MS = 5000;

/** Signs a webhook with every valid secret of its endpoint and POSTs it, perhaps with a shorter timeout. */
export const postWebhook = async (
  message: DeliveryMessage,
  deps: SenderDeps,
  earlyTimeoutMs?: number,
): Promise<WebhookAnswer> => {
  const row = await deps.secrets.get(message.endpointId);
  if (row === undefined) return failedPost('unsigned', 'the endpoint has no row of secrets');
  const headers = signedHeaders(message, row, deps.nowMs());
  if (headers instanceof InvalidInputError) return failedPost('unsigned', headers.message);
  const availableMs = deps.remainingMs() - RECORD_MS;
  const request = { url: row.url, headers, body: message.body };
  return deps.poster.post({ ...request, earlyTimeoutMs, availableMs });
};

const signedHeaders = (
  { eventId, body }: DeliveryMessage,
  row: EndpointSecret,
  nowMs: number,
): Record<string, string> | InvalidInputError => {
  const secrets = validSecrets(row, nowMs);
  if (secrets.length === 0)
    return new InvalidInputError('every secret of the endpoint has expired');
  try {
    return webhookHeaders({ id: eventId, body, secrets, headers: row.headers, nowMs });
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
};
