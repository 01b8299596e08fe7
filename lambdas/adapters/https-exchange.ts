import { type Agent, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { WebhookAnswer } from '../core/webhook-answer.ts';
import { toExcerpt } from '../core/webhook-excerpt.ts';
import { errorCode } from './https-failure.ts';

const MAX_RESPONSE_BYTES = 64 * 1024;
const BODY_GRACE_MS = 2000;

/** A kept-alive connection turned out to be dead; the request has reached nobody who answered. */
export class StaleConnectionError extends Error {
  override readonly name = 'StaleConnectionError';
}

/** One request on the wire. */
export interface Exchange {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly agent: Agent;
  readonly signal: AbortSignal;
}

/**
 * POSTs once and reads the answer, following no redirect.
 *
 * @throws StaleConnectionError when a reused connection was reset; any other error when there is no
 * status line.
 */
export const exchange = async (input: Exchange): Promise<WebhookAnswer> => {
  const response = await sendRequest(input);
  const { statusCode = 0, headers } = response;
  const start = await readStart(response);
  return {
    kind: 'answered',
    statusCode,
    retryAfter: headers['retry-after'],
    // Compressed bytes say nothing to a reader, and nobody unpacks a stranger's archive here.
    excerpt: headers['content-encoding'] === undefined ? toExcerpt(start) : '',
  };
};

const sendRequest = ({ url, headers, body, agent, signal }: Exchange): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const request = send(url, {
      method: 'POST',
      agent,
      signal,
      headers: { ...headers, ...length },
    });
    request.once('response', resolve);
    request.on('error', (error) => {
      const isStale = request.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(errorCode(error));
      reject(isStale ? new StaleConnectionError(error.message, { cause: error }) : error);
    });
    // For example an upgrade that nobody asked for: the connection ends without an error.
    request.once('close', () => reject(new Error('the connection closed without an answer')));
    request.end(body);
  });

// Reading to the end lets the connection be used again. A body that will not end is cut off.
const readStart = async (response: IncomingMessage): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  let size = 0;
  const timer = setTimeout(() => response.destroy(), BODY_GRACE_MS);
  try {
    for await (const chunk of response) {
      const bytes = Buffer.from(chunk);
      chunks.push(bytes);
      size += bytes.length;
      if (size > MAX_RESPONSE_BYTES) break;
    }
  } catch {
    // The status line has been received, and it alone decides.
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks);
};
