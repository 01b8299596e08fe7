import type { RequestListener } from 'node:http';
import type { LookupFunction, Socket } from 'node:net';
import type { PosterOptions } from '../../lambdas/adapters/https/poster.ts';
import { type Receiver, startHttp, startHttps, startTcp } from '../support/start-receiver.ts';

/** A receiver that is up, and how it is to be met. */
export interface Fixture {
  readonly receiver: Receiver;
  readonly url: string;
  /** The ranges of addresses that stand for the public internet here. */
  readonly publicCidrs: readonly string[];
  readonly options?: Partial<PosterOptions>;
}

/** Puts a receiver up. */
export type CreateFixture = () => Promise<Fixture>;

const LOOPBACK = ['127.0.0.1/32'];

/** A public receiver that speaks HTTP. */
export const http = (onRequest: RequestListener): CreateFixture => {
  return async () => {
    const receiver = await startHttp(onRequest);
    return { receiver, url: `http://127.0.0.1:${receiver.port}/`, publicCidrs: LOOPBACK };
  };
};

/** A public receiver that answers with a status and headers. */
export const status = (code: number, headers: Record<string, string> = {}): CreateFixture =>
  http((_, response) => response.writeHead(code, headers).end());

/** A public receiver that does something with the connection once it was asked. */
export const tcp = (onAsked: (socket: Socket) => void): CreateFixture => {
  return async () => {
    const receiver = await startTcp((socket) => socket.once('data', () => onAsked(socket)));
    return { receiver, url: `http://127.0.0.1:${receiver.port}/`, publicCidrs: LOOPBACK };
  };
};

/** A public receiver with some certificate, met under some name. */
export const tls = (
  host: string,
  certificate?: { readonly cert: string; readonly key: string },
  options?: Partial<PosterOptions>,
): CreateFixture => {
  return async () => {
    const receiver = await startHttps((_, response) => response.end('ok'), certificate);
    const url = `https://${host}:${receiver.port}/`;
    const lookup = resolve(['127.0.0.1']);
    return { receiver, url, publicCidrs: LOOPBACK, options: { lookup, ...options } };
  };
};

/** A receiver in a private network, met under some form of its address. */
export const atPrivate = (host: string): CreateFixture => {
  return async () => {
    const receiver = await startHttp((_, response) => response.end('reached'));
    return { receiver, url: `http://${host}:${receiver.port}/`, publicCidrs: [] };
  };
};

/** A public receiver under a name whose addresses are others at each look-up. */
export const named = (...lookups: readonly (readonly string[])[]): CreateFixture => {
  return async () => {
    const receiver = await startHttp((_, response) => {
      response.setHeader('connection', 'close');
      response.end('ok');
    });
    const url = `http://receiver.test:${receiver.port}/`;
    return { receiver, url, publicCidrs: LOOPBACK, options: { lookup: resolve(...lookups) } };
  };
};

/** A resolver that gives each look-up its own addresses, and the last ones from then on. */
const resolve = (...lookups: readonly (readonly string[])[]): LookupFunction => {
  const left = [...lookups];
  return (_, __, done) => {
    const addresses = (left.length > 1 ? left.shift() : left[0]) ?? [];
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
};
