import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { StartError } from '../../start/start-error.ts';
import { foreignness } from './foreign-request.ts';

/** An HTTP server that only this machine can reach. */
export interface LocalServer {
  /** Its address, without a slash at the end. */
  readonly url: string;
  /** Ends it, and every connection that is still open. */
  stop(): Promise<void>;
}

/**
 * Starts a server on 127.0.0.1; port 0 takes a free one.
 *
 * It answers 403 to what a web page in a browser of this machine sends: see {@link foreignness}.
 */
export const startLocalServer = async (
  listener: RequestListener,
  port: number,
): Promise<LocalServer> => {
  const server = createServer((request, response) => {
    const refusal = foreignness(request.headers);
    if (refusal === undefined) listener(request, response);
    else response.writeHead(403).end(`The sandbox rejected this request: ${refusal}.\n`);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((cause: Error) => {
    throw new StartError(
      `Port ${port} is unavailable (${cause.message}): choose another, or stop the process that uses it.`,
      { cause },
    );
  });
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
