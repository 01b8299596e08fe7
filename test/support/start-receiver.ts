import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { GOOD_CERTIFICATE } from './certificates.ts';

/** A server on the loopback address that a test stops itself. */
export interface Receiver extends AsyncDisposable {
  readonly port: number;
  /** How many connections were opened to it. */
  readonly connections: () => number;
  /** Resets every open connection, as a receiver does that was restarted. */
  readonly reset: () => void;
}

/** Starts a server that answers over plain HTTP. */
export const startHttp = (onRequest: RequestListener): Promise<Receiver> =>
  start(createHttpServer(onRequest));

/** Starts a server that answers over HTTPS. */
export const startHttps = (
  onRequest: RequestListener,
  certificate = GOOD_CERTIFICATE,
): Promise<Receiver> => start(createHttpsServer({ ...certificate }, onRequest));

/** Starts a server that does what it likes with each connection. */
export const startTcp = (onConnection: (socket: Socket) => void): Promise<Receiver> =>
  start(createTcpServer(onConnection));

const start = async (server: Server): Promise<Receiver> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    port: address.port,
    connections: () => sockets.size,
    reset: () => {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
