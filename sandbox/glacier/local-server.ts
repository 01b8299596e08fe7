import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

/** An HTTP server that only this machine can reach. */
export interface LocalServer {
  /** Its address, without a slash at the end. */
  readonly url: string;
  /** Ends it, and every connection that is still open. */
  stop(): Promise<void>;
}

/** Starts a server on 127.0.0.1; port 0 takes a free one. */
export const startLocalServer = async (
  listener: RequestListener,
  port: number,
): Promise<LocalServer> => {
  const server = createServer(listener);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error(`A server that listens on TCP has a port, not ${JSON.stringify(address)}.`);
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
