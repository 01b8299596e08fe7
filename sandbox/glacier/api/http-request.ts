import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request, read to its end and taken apart. */
export interface HttpRequest {
  readonly method: string;
  /** Decoded, without empty ones at the end: Glacier takes `jobs/` for `jobs`. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Reads a request; its path is split raw, because URL would resolve `..` away. */
export const readHttpRequest = async (request: IncomingMessage): Promise<HttpRequest> => {
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  return {
    method: request.method ?? 'GET',
    segments: path
      .replace(/^\/|\/+$/g, '')
      .split('/')
      .map(decode),
    query: new URLSearchParams(query),
    headers: request.headers,
    body: await text(request),
  };
};

/** Leaves a segment that is no valid encoding as it is; no vault or job has such a name. */
const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};
