import { subscribe } from 'node:diagnostics_channel';
import { ClientRequest } from 'node:http';
import type { WireRequest } from './aws-call.ts';

/** Hears of every request that this thread sends by Node's HTTP client, when its last byte is written. */
export const watchRequests = (onSent: (request: WireRequest) => void): void => {
  // https://nodejs.org/docs/latest-v24.x/api/diagnostics_channel.html#http
  subscribe('http.client.request.created', (message) => {
    const request: unknown = Reflect.get(Object(message), 'request');
    if (request instanceof ClientRequest) watch(request, onSent);
  });
};

const watch = (request: ClientRequest, onSent: (request: WireRequest) => void): void => {
  const chunks: string[] = [];
  const keep = (chunk: unknown) => {
    if (typeof chunk === 'string') chunks.push(chunk);
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk).toString());
  };
  const { write, end } = request;
  const wrap = (method: unknown, after: () => void) =>
    function (this: ClientRequest, ...given: unknown[]): unknown {
      keep(given[0]);
      after();
      return Reflect.apply(Object(method), this, given);
    };
  const sent = () =>
    onSent({
      method: request.method,
      path: request.path,
      body: chunks.join(''),
      header: (name) => request.getHeader(name)?.toString(),
    });
  Object.assign(request, { write: wrap(write, () => undefined), end: wrap(end, sent) });
};
