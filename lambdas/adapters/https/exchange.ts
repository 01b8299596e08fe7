import {
  type Agent,
  type ClientRequest,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http';
import { request as requestHttps } from 'node:https';
import type { WebhookAnswer } from '../../core/delivery/answer.ts';
import { toExcerpt } from '../../core/delivery/excerpt.ts';
import { effectivePort } from '../../core/endpoint/url.ts';
import { errorCode } from './failure.ts';

const MAX_RESPONSE_BYTES = 64 * 1024;
/** 32 kB of headers and the status line. */
const MAX_HEADER_BYTES = 33 * 1024;
const STALE_CODES = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'];
const BODY_GRACE_MS = 2000;

/** A kept-alive connection was reset, or brought no answer in time: it was probably dead. */
export class StaleConnectionError extends Error {
  override readonly name = 'StaleConnectionError';
}

/** One request on the wire. */
export interface Exchange {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly agent: Agent;
  /** The time for everything. */
  readonly timeoutMs: number;
}

/**
 * POSTs once and reads the answer, following no redirect.
 *
 * Timers and listeners instead of an abort signal and an iterator: they cost a third of the whole.
 * @throws StaleConnectionError when a reused connection was reset or timed out; any other error when
 * there is no status line.
 */
export const exchange = (input: Exchange): Promise<WebhookAnswer> =>
  new Promise((resolve, reject) => {
    const request = start(input);
    const timer = setTimeout(() => request.destroy(timedOut()), input.timeoutMs);
    // From its status line on a response alone settles this: nothing that breaks later changes it.
    let settle = reject;
    request.once('response', (response) => {
      settle = () => undefined;
      readAnswer(response, (chunks) => resolve(toAnswer(response, chunks, input.headers)));
    });
    request.on('error', (error) => {
      const isStale = request.reusedSocket && STALE_CODES.includes(errorCode(error));
      settle(isStale ? new StaleConnectionError(error.message, { cause: error }) : error);
    });
    request.once('close', () => {
      clearTimeout(timer);
      // For example an unrequested upgrade: the connection ends without an error.
      settle(new Error('the connection closed without a response'));
    });
    request.end(input.body);
  });

/** The name or address that a URL's host is dialled by. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

const timedOut = () =>
  Object.assign(new Error('no response within the timeout'), {
    code: 'ETIMEDOUT',
  });

const start = ({ url, headers, body, agent }: Exchange): ClientRequest => {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return send({
    method: 'POST',
    host: hostOf(url),
    port: effectivePort(url),
    path: `${url.pathname}${url.search}`,
    agent,
    maxHeaderSize: MAX_HEADER_BYTES,
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
  });
};

// Reading to the end lets the connection be used again. A body that will not end is cut off.
const readAnswer = (response: IncomingMessage, done: (chunks: Buffer[]) => void): void => {
  const chunks: Buffer[] = [];
  let size = 0;
  const timer = setTimeout(() => response.destroy(), BODY_GRACE_MS);
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_RESPONSE_BYTES) response.destroy();
  });
  // The status line has been received, and it alone decides.
  response.on('error', () => undefined);
  response.once('close', () => {
    clearTimeout(timer);
    done(chunks);
  });
};

const toAnswer = (
  { statusCode = 0, headers }: IncomingMessage,
  chunks: readonly Buffer[],
  sent: Exchange['headers'],
): WebhookAnswer => ({
  kind: 'answered',
  statusCode,
  retryAfter: headers['retry-after'],
  // Compressed bytes are unreadable, and unpacking an untrusted archive is unsafe.
  excerpt:
    headers['content-encoding'] === undefined && chunks.length > 0
      ? toExcerpt(Buffer.concat(chunks), sent)
      : '',
});
