import { request as startRequest } from 'node:http';
import { type LocalServer, startLocalServer } from '../glacier/local-server.ts';

/** Starts a server in front of an emulator that would answer any web page; it forwards the rest. */
export const guardService = (endpoint: string): Promise<LocalServer> =>
  startLocalServer((incoming, response) => {
    const { method, headers, url = '/' } = incoming;
    const outgoing = startRequest(new URL(url, endpoint), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    incoming.pipe(outgoing);
  }, 0);
