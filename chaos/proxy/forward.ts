import { Agent, request as startRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { ProxyAnswer } from './fault-answers.ts';
import type { ProxiedRequest } from './proxied-request.ts';

const agent = new Agent({ keepAlive: true });

/** Passes a request on to the service itself. */
export const forward = (origin: string, given: ProxiedRequest): Promise<ProxyAnswer> => {
  const { method, path, headers, body } = given;
  const answered = Promise.withResolvers<ProxyAnswer>();
  const { host: _host, connection: _connection, ...kept } = headers;
  const request = startRequest(`${origin}${path}`, { agent, method, headers: kept }, (response) => {
    buffer(response).then((read) => {
      const { connection: _c, 'transfer-encoding': _t, ...rest } = response.headers;
      answered.resolve({ status: response.statusCode ?? 502, headers: rest, body: read });
    }, answered.reject);
  });
  request.on('error', answered.reject);
  request.end(body);
  return answered.promise;
};
