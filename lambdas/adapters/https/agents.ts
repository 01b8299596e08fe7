import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type DialOptions, type DialTarget, dialTcp, dialTls } from './dial.ts';

/** Agents for both schemes whose every connection is opened by the guarded dial. */
export interface GuardedAgents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

/** Creates the agents; with `keepAlive` they reuse connections between requests. */
export const createGuardedAgents = (dial: DialOptions, keepAlive: boolean): GuardedAgents => ({
  http: Object.assign(new HttpAgent({ keepAlive }), {
    createConnection: connectWith((target) => dialTcp(target, dial)),
  }),
  https: Object.assign(new HttpsAgent({ keepAlive }), {
    createConnection: connectWith((target) => dialTls(target, dial)),
  }),
});

type OnConnection = (error: Error | null, socket?: Duplex) => void;

const connectWith =
  (dial: (target: DialTarget) => Promise<Socket>) =>
  (options: RequestOptions, onConnection?: OnConnection): undefined => {
    dial(toTarget(options)).then(
      (socket) => onConnection?.(null, socket),
      (error: Error) => onConnection?.(error),
    );
  };

const toTarget = ({ host, port, servername }: RequestOptions): DialTarget => ({
  host: host ?? '',
  port: Number(port),
  // https://www.rfc-editor.org/rfc/rfc6066#section-3
  servername: servername?.replace(/\.$/, '') ?? '',
});
